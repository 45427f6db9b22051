import { SingleBar } from 'cli-progress';

export interface Progress {
  /** How much of the total is done. */
  update(done: number): void;
  /** Ends it, done or not. May be called twice. */
  stop(): void;
}

const PLAIN_LINE_EVERY_MS = 2_000;

/** A bar on a terminal, elsewhere a plain line every two seconds. */
export function createProgress(stream: NodeJS.WriteStream, title: string, total: number): Progress {
  const bar = new SingleBar({
    stream,
    format: stream.isTTY ? `${title} {bar} {percentage}% · {duration_formatted}` : `${title} {percentage}%`,
    barCompleteChar: '█',
    barIncompleteChar: '░',
    hideCursor: true,
    clearOnComplete: true,
    noTTYOutput: true,
    notTTYSchedule: PLAIN_LINE_EVERY_MS,
    gracefulExit: false,
  });
  bar.start(Math.max(total, 1), 0);
  return {
    update: (done) => bar.update(done),
    stop: () => bar.stop(),
  };
}
