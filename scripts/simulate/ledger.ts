import type { MessengerName, Tier } from '../../src/domain/people.ts';

/** A ballot of which somebody was told "received". */
export interface LedgerBallot {
  readonly stationCode: string;
  readonly choiceId: string;
  readonly kind: 'photographed' | 'without-photo';
  state: 'handed-in' | 'duplicate' | 'refused';
  /** Which pictures it is of, for whoever copies them. */
  readonly number: number;
  readonly choiceIndex: number;
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
}

/** A ballot that is linked to nobody any more, as it was when its person was forgotten. */
export type LeftBallot = LedgerBallot & { readonly tier: Tier };

/** Everything that citizens were told, kept outside of the system under test. */
export interface Ledger {
  readonly accounts: Account[];
  readonly left: LeftBallot[];
  /** Something that must never happen, in words. */
  readonly faults: string[];
  newAccount(messenger: MessengerName): Account;
  forgotten(account: Account): void;
  /** A registration went over from one account to another. */
  moved(from: Account, to: Account): void;
}

export function createLedger(): Ledger {
  const accounts: Account[] = [];
  const left: LeftBallot[] = [];
  return {
    accounts,
    left,
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
      };
      accounts.push(account);
      return account;
    },
    forgotten(account) {
      const { ballot, tier } = account;
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
      erase(from);
    },
  };
}

function erase(account: Account): void {
  Object.assign(account, { known: false, tier: null, stationCode: null, declared: null, ballot: null });
}
