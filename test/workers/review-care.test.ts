import { placeOrder } from '../../src/actions/review/place-order.ts';
import { reviewCareSchedule } from '../../workers/schedules/review-care.ts';
import { addOrganizer } from '../support/review-ballots.ts';
import { openReviewWorld } from '../support/review-care.ts';
import { until } from '../support/until.ts';

const PATIENCE_MS = 60_000;

test('an order that cannot be carried out holds up no later one and no pause, and is told of', async () => {
  const world = await openReviewWorld();
  const { database, keys, place, deps } = world;
  const administrator = await addOrganizer(database.pool, 'administrator');
  await database.pool.query(
    `insert into review_orders (election_id, content, by, ordered_at) values ($1, '{}', $2, '2026-01-01')`,
    [place.electionId, administrator],
  );
  const content = { do: 'set-gold', percent: 20, floor: 90 } as const;
  await placeOrder(deps, { electionId: place.electionId, content, by: administrator });
  const reviewer = await addOrganizer(database.pool);
  await database.pool.query('update reviewers set gold_wrong = 5 where organizer_id = $1', [reviewer]);

  const stopping = new AbortController();
  const failures: unknown[] = [];
  const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const running = reviewCareSchedule({
    database,
    keys,
    log: silent,
    signal: stopping.signal,
    timed: (_name, work) => work,
    onFailure: (error) => failures.push(error),
  });
  try {
    await until(async () => (await world.one('select percent from gold_terms')) === 20, PATIENCE_MS);
    await until(
      () => world.one<boolean>('select paused_on is not null from reviewers where organizer_id = $1', reviewer),
      PATIENCE_MS,
    );
  } finally {
    stopping.abort();
    await running;
    await world.close();
  }
  expect(failures.map((error) => error instanceof Error && error.name)).toEqual(['ZodError']);
}, 180_000);
