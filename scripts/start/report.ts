import { readableLine } from './log-lines.ts';

export interface Report {
  /** A line that one of the processes has logged, most often JSON. */
  passOn(process: string, line: string): void;
  /** Something that we ourselves have to tell. */
  say(level: 'info' | 'warn', event: string, fields?: Readonly<Record<string, string | number>>): void;
  /** Text for a person, as it is. */
  print(text: string): void;
}

const LEVELS = { info: 30, warn: 40 } as const;

/** Writes one readable line each on a terminal, JSON lines elsewhere. */
export function createReport(output: NodeJS.WriteStream): Report {
  // A terminal that was closed is no reason to leave the rest running.
  output.on('error', () => undefined);
  const passOn = (process: string, line: string) => {
    if (output.isTTY) output.write(`${readableLine(process, line)}\n`);
    else if (line.startsWith('{')) output.write(`{"process":"${process}",${line.slice(1)}\n`);
    else output.write(`${JSON.stringify({ process, level: 50, time: Date.now(), msg: line })}\n`);
  };
  return {
    passOn,
    say: (level, event, fields) =>
      passOn('start', JSON.stringify({ level: LEVELS[level], time: Date.now(), msg: event, ...fields })),
    print: (text) => void output.write(text),
  };
}
