import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { appendAudit } from '../../src/actions/audit.ts';
import { keyringPath } from '../../src/config/config.ts';
import { photoPlace } from '../../src/config/photo-place.ts';
import { dayOf } from '../../src/domain/days.ts';
import { loadElection } from '../../src/storage/elections.ts';
import { readKeyring } from '../../src/storage/keyring.ts';
import { openPhotoStore } from '../../src/storage/open-photo-store.ts';
import { Problem } from '../problem.ts';
import { makeUpGold } from '../review/made-up-gold.ts';
import type { Command, CommandContext, ExitCode } from './command.ts';
import { onlyElection } from './only-election.ts';
import { wholeNumber } from './whole-number.ts';

/** `golos review gold` */
export const reviewGold: Command = {
  name: 'review gold',
  summary: 'mix made-up ballots with known answers among what reviewers are shown',
  usage: `usage: golos review gold [--count N] [--election ID]

Renders ballots of the election, most of them marked, some of no use, and puts them among what reviewers are shown as
items with a known answer. Good for the beginning, when no ballot has been accepted yet. A careful eye can tell a
rendered ballot from a photo: make gold items of accepted ballots, too, in the console.
To be run where the worker's keyring and the photos are.

  --count N       how many (40)
  --election ID   of which election, when there are several`,
  run,
};

async function run(argv: readonly string[], context: CommandContext): Promise<ExitCode> {
  const { values } = parseArgs({
    args: [...argv],
    options: { count: { type: 'string', default: '40' }, election: { type: 'string' } },
  });
  const count = wholeNumber('--count', values.count, 1);
  const config = context.config();
  const keys = await readKeyring(keyringPath(config, 'worker'), 'worker').catch((error: Error) => {
    throw new Problem(error.message);
  });
  const database = await context.openDatabase();
  const electionId = values.election ?? (await onlyElection(database));
  const election = await loadElection(database.pool, electionId);
  if (election === undefined) throw new Problem(`There is no election ${electionId}.`);
  const store = await openPhotoStore(photoPlace(config));
  const today = dayOf(context.now());
  const progress = context.progress('Gold items', count);
  for (let made = 0; made < count; made += 1) {
    const deps = { database, reviewKey: keys.review, store, random: (limit: number) => randomInt(limit), today };
    await makeUpGold(deps, election);
    progress.update(made + 1);
  }
  progress.stop();
  await database.transaction((client) =>
    appendAudit(client, {
      at: context.now(),
      organizerId: null,
      action: 'review.make-up-gold',
      subject: election.id,
      detail: { count },
    }),
  );
  context.print(`Made ${count} gold items.`);
  return 0;
}
