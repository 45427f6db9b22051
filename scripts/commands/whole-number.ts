import { Problem } from '../problem.ts';

/** The value of an option that is a whole number. @throws Problem when it is none, or too small. */
export function wholeNumber(option: string, value: string, least: number): number {
  const number = Number(value);
  if (!Number.isInteger(number) || number < least)
    throw new Problem(`${option} ${value}: should be a whole number from ${least}.`, 2);
  return number;
}
