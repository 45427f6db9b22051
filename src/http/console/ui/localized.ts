import { inEveryLanguage, type Localized } from '../../../domain/languages.ts';
import type { FormValues } from '../route.ts';

/** What was typed into a `LocalizedField`, in every language. */
export function localizedFrom(form: FormValues, name: string): Localized {
  return inEveryLanguage((language) => form.get(`${name}.${language}`)?.trim() ?? '');
}
