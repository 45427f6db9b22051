import { setMaxListeners } from 'node:events';
import { createCrowd } from '../../scripts/simulate/crowd.ts';
import { createKiller } from '../../scripts/simulate/killer.ts';
import { createLedger } from '../../scripts/simulate/ledger.ts';
import { createMeasures } from '../../scripts/simulate/measures.ts';
import { createNetwork } from '../../scripts/simulate/phone.ts';
import { compare, reconcile } from '../../scripts/simulate/reconcile.ts';
import { drain, readElection } from '../../scripts/simulate/run.ts';
import type { Role } from '../../src/config/config.ts';
import { type BallotReading, choiceRead, choiceReading, REJECTIONS } from '../../src/domain/review/readings.ts';
import { loadCatalogues } from '../../src/i18n/catalogues.ts';
import { openFolderPhotoStore } from '../../src/storage/folder-photo-store.ts';
import { createPapers, type Papers } from './review-papers.ts';
import type { SystemUnderTest } from './system.ts';

/** Citizens who have handed ballots in, and what is marked on them: kept outside of the system. */
export interface ReviewCrowd {
  readonly papers: Papers;
  readonly choiceIds: readonly string[];
  /** What the system acknowledged and does not have, or the other way round; before anybody has read anything. */
  readonly differences: readonly string[];
  /** Everything that reviewers are to read, by where it was handed in. */
  readonly handedIn: readonly HandedIn[];
}

export interface HandedIn {
  readonly stationCode: string;
  readonly said: string;
  readonly reading: BallotReading;
}

/** Of so many papers one is of no use, and one is marked otherwise than its person says. */
const [OF_NO_USE, OTHERWISE] = [11, 7];

/** Lets citizens live until all of them have what they wanted, while these processes are killed now and then. */
export async function handInMarked(
  system: SystemUnderTest,
  { citizens: size, seed, kill }: { readonly citizens: number; readonly seed: number; readonly kill: readonly Role[] },
): Promise<ReviewCrowd> {
  const { database, standIns, photoFolder } = system;
  const { stations, choices } = await readElection(database);
  const choiceIds = choices.map(({ id }) => id);
  const papers = createPapers(choiceIds, (number, said) => {
    if (number % OF_NO_USE === 0) return REJECTIONS[number % REJECTIONS.length] ?? 'unreadable';
    return choiceReading(
      number % OTHERWISE === 0 ? (choiceIds[(choiceIds.indexOf(said) + 1) % choiceIds.length] ?? said) : said,
    );
  });
  const ledger = createLedger();
  const { signal } = new AbortController();
  // Every citizen listens.
  setMaxListeners(0, signal);
  const { translator } = loadCatalogues();
  const world = { stations, choices, translator, pictures: papers, ledger, measures: createMeasures(), signal };
  const population = {
    seed,
    messengers: ['telegram', 'viber'],
    stations: stations.length,
    choices: choices.length,
    survey: false,
  } as const;
  const crowd = createCrowd(world, createNetwork(standIns), population, size);
  const killer = createKiller(kill, seed, system.kill);
  const watcher = { stage: () => ({ update: () => undefined, stop: () => undefined }) };
  let lived = 0;
  await crowd.live(() => {
    lived += 1;
    killer.at(lived / size);
  });
  await drain(database, watcher, signal);
  await crowd.copy(() => undefined);
  await drain(database, watcher, signal);

  const reconciled = await reconcile(database, ledger, await openFolderPhotoStore({ folder: photoFolder }));
  const ballots = [...ledger.accounts.flatMap(({ ballot }) => ballot ?? []), ...ledger.left];
  return {
    papers,
    choiceIds,
    differences: [...ledger.faults, ...reconciled.flatMap(({ differences }) => differences)],
    handedIn: ballots
      .filter(({ kind, state }) => kind === 'photographed' && state === 'handed-in')
      .map(({ stationCode, choiceId, number }) => ({
        stationCode,
        said: choiceId,
        reading: papers.paper(number)?.reading ?? 'not-a-ballot',
      })),
  };
}

/** In what a published count differs from what is marked on the ballots that were handed in. */
export function differencesFrom(
  handedIn: readonly HandedIn[],
  published: readonly { readonly code: string; readonly ours: readonly number[] }[],
  choiceIds: readonly string[],
): readonly string[] {
  const marked = handedIn.flatMap(({ stationCode, reading }) => {
    const choiceId = choiceRead(reading);
    return choiceId === undefined ? [] : [`${stationCode} · ${choiceId}`];
  });
  const counted = published.flatMap(({ code, ours }) =>
    choiceIds.flatMap((choiceId, at) => Array.from({ length: ours[at] ?? 0 }, () => `${code} · ${choiceId}`)),
  );
  return compare('published', marked, counted).differences;
}
