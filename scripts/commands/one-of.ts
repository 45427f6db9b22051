import { Problem } from '../problem.ts';

/** An option's value, as one of those that it may have. @throws Problem */
export function oneOf<T extends string>(option: string, allowed: readonly T[], value: string): T {
  const found = allowed.find((one) => one === value);
  if (found === undefined) throw new Problem(`${option} ${value}: should be one of ${allowed.join(', ')}.`, 2);
  return found;
}
