import type { MessengerName, Tier } from '../../src/domain/people.ts';
import type { Answer, Answers, Profile } from '../../src/domain/surveys/definition.ts';
import { isComplete, onlyOnPath } from '../../src/domain/surveys/next-question.ts';
import { DEFINITION } from './survey.ts';

/** A ballot of which somebody was told "received". */
export interface LedgerBallot {
  readonly stationCode: string;
  readonly choiceId: string;
  readonly kind: 'photographed' | 'without-photo';
  state: 'handed-in' | 'duplicate' | 'refused';
  /** Which pictures it is of, for whoever copies them. */
  readonly number: number;
  readonly choiceIndex: number;
  /**
   * Its two pictures came as two updates at once. With deliveries that were refused and came again, the second may
   * have been taken for the first, and then the front is in no ballot.
   */
  readonly album: boolean;
}

/** What one account was told, and nothing else: this is what must be found in the record. */
export interface Account {
  readonly messenger: MessengerName;
  /** The bot knows the account: something of theirs was taken since it was last erased. */
  known: boolean;
  tier: Tier | null;
  stationCode: string | null;
  declared: { choiceId: string; stationCode: string } | null;
  ballot: LedgerBallot | null;
  /** A ballot was left behind by "forget me": no second one. */
  spent: boolean;
  /** What was answered in the survey. */
  answers: Answers | null;
  /** Answers were left behind by "forget me": no other ones. */
  answeredBefore: boolean;
  profile: Profile | null;
}

/** Somebody's answers, as they are to be found in the record. */
export interface LedgerAnswers {
  readonly answers: Answers;
  readonly messenger: MessengerName;
  readonly tier: Tier;
  readonly profile: Profile | null;
}

/** A ballot that is linked to nobody any more, as it was when its person was forgotten. */
export type LeftBallot = LedgerBallot & { readonly tier: Tier };

/** Everything that citizens were told, kept outside of the system under test. */
export interface Ledger {
  readonly accounts: Account[];
  readonly left: LeftBallot[];
  /** Answers that nobody can be told to have given any more. */
  readonly leftAnswers: LedgerAnswers[];
  /** Something that must never happen, in words. */
  readonly faults: string[];
  newAccount(messenger: MessengerName): Account;
  /** The bot went on from an answer. */
  answered(account: Account, questionId: string, answer: Answer): void;
  forgotten(account: Account): void;
  /** A registration went over from one account to another. */
  moved(from: Account, to: Account): void;
}

export function createLedger(): Ledger {
  const accounts: Account[] = [];
  const left: LeftBallot[] = [];
  const leftAnswers: LedgerAnswers[] = [];
  return {
    accounts,
    left,
    leftAnswers,
    faults: [],
    newAccount(messenger) {
      const account: Account = {
        messenger,
        known: false,
        tier: null,
        stationCode: null,
        declared: null,
        ballot: null,
        spent: false,
        answers: null,
        answeredBefore: false,
        profile: null,
      };
      accounts.push(account);
      return account;
    },
    answered(account, questionId, answer) {
      account.answers = onlyOnPath(DEFINITION, { ...account.answers, [questionId]: answer });
    },
    forgotten(account) {
      const { ballot, tier } = account;
      const given = answersOf(account);
      if (given !== undefined) {
        leftAnswers.push(given);
        account.answeredBefore = true;
      }
      if (ballot !== null && ballot.state !== 'refused') {
        left.push({ ...ballot, tier: tier ?? 'unverified' });
        account.spent = true;
      }
      erase(account);
    },
    moved(from, to) {
      to.tier = 'verified';
      to.stationCode = from.stationCode ?? to.stationCode;
      to.ballot ??= from.ballot;
      moveAnswers(from, to);
      to.profile ??= from.profile;
      erase(from);
    },
  };
}

/** An account's answers with what they are counted by. */
export function answersOf({ answers, messenger, tier, profile }: Account): LedgerAnswers | undefined {
  return answers === null ? undefined : { answers, messenger, tier: tier ?? 'unverified', profile };
}

/** One answer set stays, as `moveAnswers` of the system decides. */
function moveAnswers(from: Account, to: Account): void {
  if (to.answeredBefore) return;
  if (from.answeredBefore) Object.assign(to, { answers: null, answeredBefore: true });
  else if (from.answers !== null && (to.answers === null || isFuller(from.answers, to.answers)))
    to.answers = from.answers;
}

function isFuller(one: Answers, other: Answers): boolean {
  return isComplete(DEFINITION, one) && !isComplete(DEFINITION, other);
}

function erase(account: Account): void {
  const nothing = { known: false, tier: null, stationCode: null, declared: null, ballot: null, answers: null };
  Object.assign(account, { ...nothing, profile: null });
}
