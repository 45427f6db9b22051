import { groupBy } from '../../domain/group-by.ts';
import type { Reading } from '../../domain/review/readings.ts';
import { type ItemStanding, standOf } from '../../domain/review/settling.ts';
import type { Database } from '../../storage/database.ts';
import type { Keyring } from '../../storage/keyring.ts';
import { addOutboxRows } from '../../storage/outbox.ts';
import { holdQuarantines } from '../../storage/quarantines.ts';
import { addPace } from '../../storage/review-figures.ts';
import {
  closeItemsOf,
  type ItemChange,
  lockItems,
  markSeen,
  moveReviewers,
  type ReviewItemRow,
  type RoundTurn,
  turnsOfItems,
  writeItems,
} from '../../storage/review-items.ts';
import { deleteReviewPhotos } from '../../storage/review-photos.ts';
import { moveTallies } from '../../storage/tallies.ts';
import type { OutboxRef } from '../../storage/updates.ts';
import type { NoticeText } from '../notices.ts';
import { type Decision, decideBallots } from './decide-ballots.ts';
import { reviewerMoves } from './reviewer-moves.ts';

export interface SettleDeps {
  readonly database: Pick<Database, 'transaction'>;
  readonly keys: Pick<Keyring<'worker'>, 'outbox' | 'link' | 'voice' | 'lookup'>;
  readonly text: NoticeText;
  readonly now: () => Date;
}

export interface Settled {
  /** Items that were looked at; 0 when nothing was due, or somebody else was at it. */
  readonly items: number;
  /** Items that closed. */
  readonly closed: number;
  /** Notices, to be handed over. */
  readonly rows: readonly OutboxRef[];
}

/**
 * Looks at items of which a turn was answered, let go of, lapsed or voided, and does what follows, in one transaction:
 * where the item stands, the ballot's state, its accepted choice, the tally, the link to its person, their voice, the
 * notice, the reviewers' figures. The turns that are due are the list of what is to be done: whoever dies in the
 * middle has done nothing, and the next one finds them all. Whatever is done twice the second time does nothing.
 */
export async function settleItems(deps: SettleDeps, itemIds: readonly string[]): Promise<Settled> {
  return deps.database.transaction(async (client) => {
    // Before any ballot is locked: whoever sets a quarantine waits for ballots that are accepted at this moment.
    const quarantines = await holdQuarantines(client);
    const at = deps.now();
    const items = await lockItems(client, itemIds);
    if (items.length === 0) return NOTHING;
    const ids = items.map(({ id }) => id);
    const turns = groupBy(await turnsOfItems(client, ids, at), ({ itemId }) => itemId);
    const looked = items.map((item) => look(item, turns.get(item.id) ?? []));
    const decisions = looked.flatMap(({ decision }) => (decision === undefined ? [] : [decision]));
    const decided = await decideBallots(client, deps, { decisions, looked, quarantines });
    const changes = looked.flatMap(({ item, standing }) =>
      standing === undefined ? [] : [changeOf(item, standing, decided.differing)],
    );
    await writeItems(client, changes);
    await markSeen(client, ids, at);
    const closed = changes.filter(({ state }) => state === 'closed').map(({ id }) => id);
    // Of a ballot that turned out to be a copy nothing is to be read any more.
    closed.push(...(await closeItemsOf(client, decided.copies)));
    await deleteReviewPhotos(client, closed);
    const moves = reviewerMoves(looked);
    await moveReviewers(client, moves);
    const answers = moves.reduce((sum, { answered }) => sum + answered, 0);
    if (answers + closed.length > 0) await addPace(client, at, answers, closed.length);
    await moveTallies(client, decided.moves);
    const rows = await addOutboxRows(client, decided.notices);
    return { items: items.length, closed: closed.length, rows };
  });
}

const NOTHING: Settled = { items: 0, closed: 0, rows: [] };

/** An item with its turns, and what follows from them. */
export interface Looked {
  readonly item: ReviewItemRow;
  readonly turns: readonly RoundTurn[];
  /** Undefined for what stays as it is: closed before, or with a known answer. */
  readonly standing: ItemStanding | undefined;
  readonly decision: Decision | undefined;
}

function look(item: ReviewItemRow, turns: readonly RoundTurn[]): Looked {
  if (item.state === 'closed' || item.kind === 'gold') return { item, turns, standing: undefined, decision: undefined };
  // Only readings are ever written as answers.
  const standing = standOf(turns.map((turn) => ({ ...turn, answer: turn.answer as Reading | null })));
  const { outcome } = standing;
  const reviewerIds = turns.filter(({ answer, voided }) => answer !== null && !voided).map((turn) => turn.reviewerId);
  const decision = outcome === null || item.ballotId === null ? undefined : { item, outcome, reviewerIds };
  return { item, turns, standing, decision };
}

function changeOf({ id }: ReviewItemRow, standing: ItemStanding, differing: ReadonlySet<string>): ItemChange {
  const { state, wanted, taken, outcome } = standing;
  return { id, state, wanted, taken, outcome, differs: differing.has(id) };
}
