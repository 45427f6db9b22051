/** What pino writes for `warn` and for `error`. */
export const WARNING_LEVEL = 40;
const ERROR_LEVEL = 50;

/**
 * What a process's line says of an error (of a warning, too, with that level): one of the log, or a crash's words.
 * Undefined where it says of none.
 */
export function errorWords(line: string, fromLevel = ERROR_LEVEL): string | undefined {
  // Node's own warnings are for whoever writes the code.
  if (/^\((?:node:\d+|Use `node)/.test(line)) return undefined;
  if (!line.startsWith('{')) return line.slice(0, 200);
  const { level, time: _time, role: _role, ...rest } = JSON.parse(line) as Record<string, unknown>;
  return typeof level === 'number' && level < fromLevel ? undefined : Object.values(rest).join(' ');
}
