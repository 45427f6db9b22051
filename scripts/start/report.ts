import { readableLine } from './log-lines.ts';

export interface Report {
  /** A line that one of the processes has logged, most often JSON. */
  passOn(role: string, text: string): void;
  /** Something that we ourselves have to tell. */
  say(level: 'info' | 'warn', event: string, fields?: Readonly<Record<string, string | number>>): void;
  /** Text for a person, as it is. */
  print(text: string): void;
}

const LEVELS = { info: 30, warn: 40, error: 50 } as const;

/** Writes one readable line each on a terminal, JSON lines elsewhere. */
export function createReport(output: NodeJS.WriteStream): Report {
  // A terminal that was closed is no reason to leave the rest running.
  output.on('error', () => undefined);
  const line = (role: string, level: number, event: string, fields?: object) =>
    JSON.stringify({ level, time: new Date().toISOString(), role, event, ...fields });
  const passOn = (role: string, text: string) => {
    if (output.isTTY) output.write(`${readableLine(role, text)}\n`);
    else output.write(`${text.startsWith('{') ? text : line(role, LEVELS.error, 'output', { text })}\n`);
  };
  return {
    passOn,
    say: (level, event, fields) => passOn('start', line('start', LEVELS[level], event, fields)),
    print: (text) => void output.write(text),
  };
}
