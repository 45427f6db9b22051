/** Time as the stand-ins see it, so that tests can move it by hand. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Runs once after so many milliseconds; the result calls it off. */
  after(milliseconds: number, run: () => void): () => void;
}

/** The machine's own clock. Its timers never keep a process alive. */
export function systemClock(): Clock {
  return {
    now: () => Date.now(),
    after(milliseconds, run) {
      const timer = setTimeout(run, milliseconds);
      timer.unref();
      return () => clearTimeout(timer);
    },
  };
}

/** A clock that stands still until it is told to move. */
export interface ManualClock extends Clock {
  /** Moves on, running what falls due in order of time, and lets promises settle in between. */
  advance(milliseconds: number): Promise<void>;
  /** Milliseconds until each timer that is waiting, in order. */
  waiting(): readonly number[];
}

export function manualClock(start = Date.UTC(2030, 0, 1)): ManualClock {
  let now = start;
  let timers: { readonly at: number; readonly run: () => void }[] = [];
  return {
    now: () => now,
    after(milliseconds, run) {
      const timer = { at: now + milliseconds, run };
      timers.push(timer);
      return () => {
        timers = timers.filter((other) => other !== timer);
      };
    },
    async advance(milliseconds) {
      const end = now + milliseconds;
      await settled();
      for (;;) {
        const due = timers.filter((timer) => timer.at <= end).sort((a, b) => a.at - b.at)[0];
        if (due === undefined) break;
        timers = timers.filter((other) => other !== due);
        now = Math.max(now, due.at);
        due.run();
        await settled();
      }
      now = end;
    },
    waiting: () => timers.map((timer) => timer.at - now).sort((a, b) => a - b),
  };
}

/** Two turns of the event loop: enough for chains of promises that do no I/O. */
async function settled(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
  await new Promise((resolve) => setImmediate(resolve));
}
