/** What pino writes for `error`. */
const ERROR_LEVEL = 50;

/** What a process's line says of an error: one of the log, or a crash's words. Undefined where it says of none. */
export function errorWords(line: string): string | undefined {
  // Node's own warnings are for whoever writes the code.
  if (/^\((?:node:\d+|Use `node)/.test(line)) return undefined;
  if (!line.startsWith('{')) return line.slice(0, 200);
  const { level, time: _time, role: _role, ...rest } = JSON.parse(line) as Record<string, unknown>;
  return typeof level === 'number' && level < ERROR_LEVEL ? undefined : Object.values(rest).join(' ');
}
