import type { FormValues } from '../route.ts';

const LONGEST = 200;

/** Why something is done, in a form's field; undefined where nothing was written. */
export function reasonOf(form: FormValues, name: string): string | undefined {
  const reason = (form.get(name) ?? '').trim().slice(0, LONGEST);
  return reason === '' ? undefined : reason;
}
