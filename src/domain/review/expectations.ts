/**
 * How often a wrong answer is accepted when a share of the reviewers gives the same wrong answer on purpose, everybody
 * else is right, items are dealt at random and nobody sees another's answer.
 */
export interface WrongAcceptance {
  /** Two equal answers of two; everything else goes to an administrator. */
  readonly twoOfTwo: number;
  /** Two equal answers, a third where the first two differ: the majority of three. */
  readonly twoOfThree: number;
}

/** `malicious` is a share, 0 to 1. Of 10 %: 1 % and 2.8 %. */
export function expectedWrong(malicious: number): WrongAcceptance {
  const both = malicious ** 2;
  return { twoOfTwo: both, twoOfThree: both + 2 * malicious * (1 - malicious) * malicious };
}

/**
 * The largest error rate that a random sample without any error leaves likely, with 95 % confidence:
 * 1 − 0.05^(1/n). 300 checked and none wrong: 1 %; 1,000: 0.3 %.
 */
export function errorBound(checked: number): number {
  return checked === 0 ? 1 : 1 - 0.05 ** (1 / checked);
}
