import { EventEmitter, on } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { startBroadcast } from '../../src/actions/broadcasts/start.ts';
import { EVERYBODY } from '../../src/domain/audience.ts';
import type { Language } from '../../src/domain/languages.ts';
import type { TextKey } from '../../src/i18n/keys.ts';
import type { Translate } from '../../src/i18n/translate.ts';
import { insertBroadcast } from '../../src/storage/broadcasts.ts';
import type { World } from '../simulate/citizen.ts';
import { type Crowd, createCrowd } from '../simulate/crowd.ts';
import { createLedger, type Ledger } from '../simulate/ledger.ts';
import { createMeasures, type Measures } from '../simulate/measures.ts';
import { createNetwork } from '../simulate/phone.ts';
import { picturesOf } from '../simulate/pictures.ts';
import { readElection } from '../simulate/run.ts';
import { openSimulatedSurvey } from '../simulate/survey.ts';
import type { Lab } from './lab.ts';

export interface LoadOptions {
  /** Citizens who are at it at once. */
  readonly atOnce: number;
  /** Of a row: other numbers, other people. */
  readonly firstCitizen: number;
  readonly seed: number;
  /** A folder of pictures. */
  readonly photos: string;
  readonly translator: (language: Language) => Translate;
  readonly mayHear: readonly TextKey[];
  readonly signal: AbortSignal;
}

/** Citizens, a survey and broadcasts, for as long as something goes wrong. */
export interface Load {
  readonly ledger: Ledger;
  readonly measures: Measures;
  readonly crowd: Crowd;
  /** What each broadcast says, and its id. */
  readonly broadcasts: readonly { readonly id: string; readonly text: string }[];
  /** Aborted when the row has to end. */
  readonly signal: AbortSignal;
  /** Resolves when so many more updates have been taken. */
  updates(count: number): Promise<void>;
  /** Resolves to the milliseconds until somebody is answered who does something from now on. */
  nextAnswer(): Promise<number>;
  /** Resolves when nobody lives any more; new ones come while `goesOn`. */
  live(goesOn: () => boolean): Promise<number>;
}

const PACE_MS = 1_500;
const AGAIN_MS = 200;

export async function createLoad(lab: Lab, options: LoadOptions): Promise<Load> {
  const { standIns, database } = lab;
  const { atOnce, firstCitizen, seed, signal } = options;
  const { stations, choices } = await readElection(database);
  const measures = createMeasures();
  const ledger = createLedger();
  const world: World = {
    stations,
    choices,
    translator: options.translator,
    pictures: await picturesOf(options.photos),
    ledger,
    measures,
    mayHear: new Set(options.mayHear),
    signal,
  };
  await openSimulatedSurvey(database);
  const population = {
    seed,
    messengers: ['telegram', 'viber'] as const,
    stations: stations.length,
    choices: choices.length,
    survey: true,
  };
  const crowd = createCrowd(world, createNetwork(standIns), population, 0);
  const happened = new EventEmitter();
  const { delivered, replied } = measures;
  measures.delivered = (...args) => {
    delivered(...args);
    happened.emit('update');
  };
  measures.replied = (actedAt, at) => {
    replied(actedAt, at);
    happened.emit('answer', actedAt);
  };
  const broadcasts: { id: string; text: string }[] = [];

  async function broadcast(): Promise<void> {
    const text = `Broadcast ${firstCitizen + broadcasts.length}!`;
    const { id, revision } = await insertBroadcast(database.pool, {
      title: text,
      content: { text: { be: text, ru: text, en: text }, picture: null, link: null, survey: null },
      audience: EVERYBODY,
      startsAt: null,
      hours: null,
    });
    broadcasts.push({ id, text });
    // Whoever sees it fail presses the button again: it may have begun all the same, and does not begin twice.
    const start = () => startBroadcast(database.pool, { id, revision });
    while (!signal.aborted && !(await start().then(Boolean, () => false))) await pause(AGAIN_MS);
  }

  /** One after the other, so that there is always one under way; a database that is away has none to start. */
  async function broadcastWhile(goesOn: () => boolean): Promise<void> {
    while (goesOn() && !signal.aborted) {
      await broadcast().catch(() => undefined);
      await pause(PACE_MS, undefined, { signal }).catch(() => undefined);
    }
  }

  return {
    ledger,
    measures,
    crowd,
    broadcasts,
    signal,
    async updates(count) {
      let left = count;
      for await (const _ of on(happened, 'update', { signal })) {
        left -= 1;
        if (left <= 0) return;
      }
    },
    async nextAnswer() {
      const from = performance.now();
      for await (const [actedAt] of on(happened, 'answer', { signal })) if (actedAt >= from) break;
      return performance.now() - from;
    },
    async live(goesOn) {
      let next = firstCitizen;
      const lane = async () => {
        do {
          next += 1;
          await crowd.liveOne(next);
        } while (goesOn() && !signal.aborted);
      };
      await Promise.all([...Array.from({ length: atOnce }, lane), broadcastWhile(goesOn)]);
      return next - firstCitizen;
    },
  };
}
