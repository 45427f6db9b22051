/** What counts as ours. Bases are never mixed: a page, a total or a file has one. */
export const BASES = ['verified', 'handed-in', 'declared'] as const;

export type Basis = (typeof BASES)[number];

/** One choice at one station: what people gave us, beside what was officially reported. */
export interface ChoiceNumbers {
  readonly choiceId: string;
  /** Ballots that reviewers accepted. */
  readonly verified: number;
  /** Ballots with photos, reviewed or not. */
  readonly handedIn: number;
  /** People who said that they would vote so. */
  readonly declared: number;
  /** Null: no official result for this choice here. */
  readonly official: number | null;
}

/** Everything about one station that the finding rests on. */
export interface StationNumbers {
  readonly stationId: string;
  /** Region … town, from the widest to the narrowest. */
  readonly levels: readonly string[];
  readonly registeredVoters: number | null;
  /** Officially: how many voted here. */
  readonly officialTurnout: number | null;
  /** Officially: how many of them voted before election day. */
  readonly officialEarly: number | null;
  readonly choices: readonly ChoiceNumbers[];
  /** Set aside by an administrator, with a reason in the audit trail. */
  readonly quarantined: boolean;
  /** What may speak against ourselves; zero where it is not known. */
  readonly ours: OwnSigns;
}

/** Signs that our own ballots of a station may not be what they seem. */
export interface OwnSigns {
  /** Ballots of accounts without a confirmed phone. */
  readonly fromUnverified: number;
  /** Ballots of the day on which most came. */
  readonly onBusiestDay: number;
  /** Ballots whose photo is nearly the same as another one's. */
  readonly nearDuplicates: number;
}

/** What a basis has for a choice. */
export function oursOf(choice: ChoiceNumbers, basis: Basis): number {
  switch (basis) {
    case 'verified':
      return choice.verified;
    case 'handed-in':
      return choice.handedIn;
    case 'declared':
      return choice.declared;
  }
}

/** All that a basis has at a station. */
export function oursAt(station: StationNumbers, basis: Basis): number {
  return station.choices.reduce((sum, choice) => sum + oursOf(choice, basis), 0);
}
