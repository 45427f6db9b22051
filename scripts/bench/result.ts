/** One measured figure beside its limit, measured in the same run on the same machine. */
export interface Result {
  readonly name: string;
  readonly backend: 'postgres' | 'redis' | 'none';
  readonly value: number;
  readonly unit: string;
  /** What the same machine does at best, by the definition of the benchmark. */
  readonly limit: number;
  /** `value / limit`. Above `goal` is good; where less is better, below it. */
  readonly ratio: number;
  readonly goal: string;
  readonly met: boolean;
  /** What else is worth knowing, in a few words. */
  readonly note?: string;
}
