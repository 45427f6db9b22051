const LEVELS: Readonly<Record<number, string>> = {
  10: 'trace',
  20: 'debug',
  30: 'info',
  40: 'warn',
  50: 'error',
  60: 'fatal',
};
const COLOURS: Readonly<Record<string, string>> = { warn: '\u001B[33m', error: '\u001B[31m', fatal: '\u001B[31m' };
const FAINT = '\u001B[2m';
const PLAIN = '\u001B[0m';

/**
 * One of our processes' JSON lines (src/config/log.ts) as a person reads it. A line that is
 * not JSON (a crash's stack) stays as it is, with the process in front.
 */
export function readableLine(process: string, line: string): string {
  const name = process.padEnd(8);
  const entry = parseObject(line);
  if (entry === undefined) return `${FAINT}         ${name}${PLAIN}${printable(line)}`;
  const { level, time, event, role: _role, pid: _pid, ...fields } = entry;
  const word = LEVELS[Number(level)] ?? String(level ?? 'info');
  const clock = new Date(typeof time === 'number' || typeof time === 'string' ? time : 0).toTimeString().slice(0, 8);
  const rest = Object.entries(fields).map(
    ([key, value]) => `${key}=${typeof value === 'string' ? value : JSON.stringify(value)}`,
  );
  const colour = COLOURS[word];
  const said = [...(word === 'info' ? [] : [word]), ...(typeof event === 'string' ? [event] : []), ...rest].join(' ');
  return `${FAINT}${clock} ${name}${PLAIN}${colour ?? ''}${printable(said)}${colour ? PLAIN : ''}`;
}

/**
 * Text that others may have had a hand in, as a terminal or a log may be given it: a control character, with which one
 * could write over other lines or look like one, becomes its code.
 */
export function printable(text: string): string {
  return text.replace(/[^\P{C}\t]/gu, (character) =>
    character
      .split('')
      .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
      .join(''),
  );
}

/** Calls `onLine` with each whole line of a stream, and with a last one that has no end. */
export function eachLine(stream: NodeJS.ReadableStream | null, onLine: (line: string) => void): void {
  let rest = '';
  stream?.setEncoding('utf8');
  stream?.on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) if (line !== '') onLine(line);
  });
  stream?.on('end', () => {
    if (rest !== '') onLine(rest);
  });
}

function parseObject(line: string): Record<string, unknown> | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    return JSON.parse(line) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}
