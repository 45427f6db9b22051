import { BESIDE } from '../domain/official/columns.ts';
import type { OfficialFault } from '../domain/official/faults.ts';
import type { Translate } from './translate.ts';

/** Says what is wrong with a file. `nameOf` says what a choice is called; its id unless told. */
export function officialFaultText(
  t: Translate,
  fault: OfficialFault,
  nameOf: (choiceId: string) => string = (id) => id,
): string {
  const { kind, ...values } = fault;
  const what = 'what' in fault && fault.kind !== 'too-large' ? { what: cellName(t, fault.what, nameOf) } : {};
  return t(`official-fault-${kind}`, { ...values, ...what });
}

/** What a number of a sheet is: a choice, by its id, or one of `BESIDE`. */
export function cellName(t: Translate, what: string, nameOf: (choiceId: string) => string): string {
  const beside = BESIDE.find((kind) => kind === what);
  return beside === undefined ? nameOf(what) : t(`official-cell-${beside}`);
}
