/** One choice at one station, before and after ballots are set aside. */
export interface QuarantinedChoice {
  readonly choiceId: string;
  /** Ballots that reviewers accepted and that are published now. */
  readonly before: number;
  /** What remains of them. */
  readonly after: number;
  /** Null: no official result for this choice here. */
  readonly official: number | null;
}

/** What a station's finding becomes. */
export interface QuarantineEffect {
  /** It was proven wrong and no longer is, or the other way round when a quarantine is lifted. */
  readonly proven: 'lost' | 'gained' | 'same';
  /** Votes missing at least, over its choices. */
  readonly missingBefore: number;
  readonly missingAfter: number;
}

/** What setting ballots aside (or putting them back) does to a station's finding. */
export function quarantineEffect(choices: readonly QuarantinedChoice[]): QuarantineEffect {
  const missing = (ours: (choice: QuarantinedChoice) => number) =>
    choices.reduce(
      (sum, choice) => sum + (choice.official === null ? 0 : Math.max(0, ours(choice) - choice.official)),
      0,
    );
  const [missingBefore, missingAfter] = [missing(({ before }) => before), missing(({ after }) => after)];
  const [was, is] = [missingBefore > 0, missingAfter > 0];
  return { proven: was === is ? 'same' : was ? 'lost' : 'gained', missingBefore, missingAfter };
}

/** Whether an administrator must be told before they do it: what is said about the station would change. */
export function changesFinding({ proven, missingBefore, missingAfter }: QuarantineEffect): boolean {
  return proven !== 'same' || missingBefore !== missingAfter;
}
