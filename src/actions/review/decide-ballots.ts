import type { PoolClient } from 'pg';
import { type BallotState, isCounted } from '../../domain/ballots.ts';
import { choiceRead, REJECTIONS, type Reading } from '../../domain/review/readings.ts';
import { setBallotStates } from '../../storage/ballots.ts';
import type { Quarantine } from '../../storage/quarantines.ts';
import type { ReviewItemRow } from '../../storage/review-items.ts';
import {
  type ReviewedBallot,
  readVoters,
  reviewedBallots,
  setAside,
  type Voter,
} from '../../storage/reviewed-ballots.ts';
import type { TallyMove } from '../../storage/tallies.ts';
import type { NewOutboxRow } from '../../storage/updates.ts';
import { tallyMove } from '../hand-in.ts';
import { type Notice, noticeRow } from '../notices.ts';
import { openPerson } from '../voice-keys.ts';
import { type Accepted, acceptedMove, acceptRead } from './accept-read.ts';
import { judgeCopies } from './copies.ts';
import type { Looked, SettleDeps } from './settle-items.ts';

/** What was agreed on about a ballot, or about two that look alike. */
export interface Decision {
  readonly item: ReviewItemRow;
  readonly outcome: Reading;
  /** Whose answers it rests on. */
  readonly reviewerIds: readonly string[];
}

export interface Decided {
  readonly moves: readonly TallyMove[];
  readonly notices: readonly NewOutboxRow[];
  /** Items of which something else was read than the person had said. */
  readonly differing: ReadonlySet<string>;
  /** Ballots that turned out to be copies of others. */
  readonly copies: readonly string[];
}

/** A ballot whose person is to be told. */
export interface Told {
  readonly ballot: ReviewedBallot;
  readonly notice: Notice;
}

/**
 * Carries decisions out on ballots that are locked: accepted as what was read, rejected with what to send again, or
 * set aside as a copy. A ballot of which an answer counts is locked against being replaced, and no longer if none does.
 */
export async function decideBallots(
  client: PoolClient,
  deps: Pick<SettleDeps, 'keys' | 'text'>,
  all: {
    readonly decisions: readonly Decision[];
    readonly looked: readonly Looked[];
    readonly quarantines: readonly Quarantine[];
  },
): Promise<Decided> {
  const ids = all.looked.flatMap(({ item }) => (item.ballotId === null ? [] : [item.ballotId]));
  const ballots = await reviewedBallots(client, ids);
  // Of two decisions about one ballot in one batch (its own, and that it is a copy) the second finds it decided.
  const undecided = new Map(ballots);
  const isCopy = await judgeCopies(client, all.decisions);
  const moves: TallyMove[] = [];
  const told: Told[] = [];
  const accepted: Accepted[] = [];
  const copies: string[] = [];
  const states: { id: string; state: BallotState }[] = [];
  for (const decision of [...all.decisions].sort(copiesFirst)) {
    const ballot = undecided.get(decision.item.ballotId ?? '');
    if (ballot === undefined || !isCounted(ballot.state)) continue;
    const { outcome } = decision;
    const choiceId = choiceRead(outcome);
    const reason = REJECTIONS.find((rejection) => rejection === outcome);
    if (outcome === 'different') continue;
    if (outcome === 'same') {
      if (!isCopy(decision.item)) continue;
      copies.push(ballot.id);
      moves.push(...leavingMoves(ballot));
      told.push({ ballot, notice: { kind: 'ballot-duplicate' } });
    } else if (ballot.state === 'verified') continue;
    else if (choiceId !== undefined) {
      accepted.push({ ballot, choiceId, ...decision });
      told.push({ ballot, notice: { kind: 'ballot-counted', differs: choiceId !== ballot.choiceId } });
    } else if (reason !== undefined) {
      states.push({ id: ballot.id, state: 'rejected' });
      moves.push(tallyMove(ballot, -1));
      told.push({ ballot, notice: { kind: 'ballot-rejected', reason } });
    }
    undecided.delete(ballot.id);
  }
  const voters = await votersOf(client, deps.keys, told);
  if (copies.length > 0) await setAside(client, copies);
  moves.push(...(await acceptRead(client, deps.keys.voice, accepted, voters, all.quarantines)));
  states.push(...lockStates(all.looked, undecided));
  if (states.length > 0) await setBallotStates(client, states);
  return {
    moves,
    // In the order of accounts: the order of ballots would say, while they wait to be sent, whose each was.
    notices: told
      .flatMap(({ ballot, notice }) => noticeTo(deps, voters.get(ballot.id), notice))
      .sort((a, b) => ((a.personId ?? '') < (b.personId ?? '') ? -1 : 1)),
    differing: new Set(accepted.filter((a) => a.choiceId !== a.ballot.choiceId).map(({ item }) => item.id)),
    copies,
  };
}

function copiesFirst(a: Decision, b: Decision): number {
  return Number(b.outcome === 'same') - Number(a.outcome === 'same');
}

/** How the count moves when a ballot leaves it that may have been accepted. */
function leavingMoves(ballot: ReviewedBallot): TallyMove[] {
  const { acceptedChoiceId } = ballot;
  const handedIn = tallyMove(ballot, -1);
  return acceptedChoiceId === null ? [handedIn] : [handedIn, acceptedMove(ballot, acceptedChoiceId, -1)];
}

/** Ballots that stay undecided: locked as soon as an answer counts. */
function lockStates(
  looked: readonly Looked[],
  undecided: ReadonlyMap<string, ReviewedBallot>,
): { id: string; state: BallotState }[] {
  return looked.flatMap(({ item, standing }) => {
    const ballot = undecided.get(item.ballotId ?? '');
    if (ballot === undefined || standing === undefined || item.kind !== 'ballot') return [];
    const state = standing.begun ? 'locked' : 'handed-in';
    const other = standing.begun ? 'handed-in' : 'locked';
    return ballot.state === other ? [{ id: ballot.id, state } as const] : [];
  });
}

/** Whose ballots these are, by ballot; nobody's where the link is gone. */
async function votersOf(
  client: PoolClient,
  keys: SettleDeps['keys'],
  told: readonly Told[],
): Promise<ReadonlyMap<string, Voter>> {
  const personIds = new Map<string, string>();
  for (const { ballot } of told) {
    if (ballot.sealedPerson !== null) personIds.set(ballot.id, openPerson(keys, ballot.id, ballot.sealedPerson));
  }
  if (personIds.size === 0) return new Map();
  const people = await readVoters(client, keys.lookup, [...personIds.values()]);
  return new Map(
    [...personIds].flatMap(([ballotId, personId]) => {
      const voter = people.get(personId);
      return voter === undefined ? [] : [[ballotId, voter] as const];
    }),
  );
}

function noticeTo(
  { keys, text }: Pick<SettleDeps, 'keys' | 'text'>,
  voter: Voter | undefined,
  notice: Notice,
): NewOutboxRow[] {
  if (voter === undefined) return [];
  const { id: personId, messenger, language } = voter;
  return [noticeRow(keys.outbox, text, { personId, messenger, language }, notice)];
}
