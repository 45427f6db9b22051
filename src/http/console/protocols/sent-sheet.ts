import { z } from 'zod';
import { readNumbers, SHEET_PROBLEMS, type SheetDecision } from '../../../domain/protocols/entries.ts';
import type { FormField } from '../../../domain/protocols/fields.ts';
import type { FormValues } from '../route.ts';

/** What a sheet's form said. */
export type SentSheet =
  | { readonly kind: 'said'; readonly answer: SheetDecision }
  | {
      readonly kind: 'wrong';
      /** Fields whose text is no number. */
      readonly wrong: readonly string[];
      /** No choice has a number. */
      readonly empty: boolean;
    };

const problems = z.enum(SHEET_PROBLEMS);
const uuid = z.uuid();

/** What the pressed button and the fields say. */
export function readSentSheet(form: FormValues, fields: readonly FormField[]): SentSheet {
  const pressed = form.get('answer');
  const problem = problems.safeParse(pressed);
  if (problem.success) return { kind: 'said', answer: { kind: 'problem', problem: problem.data } };
  if (pressed === 'again') return { kind: 'said', answer: { kind: 'again' } };
  const read = readNumbers(fields, typedIn(form));
  if (!read.ok) return { kind: 'wrong', wrong: read.wrong, empty: read.empty };
  return { kind: 'said', answer: { kind: 'numbers', numbers: { ...read.numbers } } };
}

/** The text of a field as it was sent. */
export function typedIn(form: FormValues): (fieldId: string) => string {
  return (fieldId) => form.get(`n:${fieldId}`) ?? '';
}

/** Which sheet a form is about. */
export function sentProtocol(form: FormValues): string | undefined {
  return uuid.safeParse(form.get('protocol')).data;
}
