import type { Language } from '../../../domain/languages.ts';
import { type FormField, isKnown } from '../../../domain/protocols/fields.ts';
import type { Translate } from '../../../i18n/translate.ts';

/** What stands beside a number of the sheet: of the election, else of the catalogues. */
export function fieldName(t: Translate, language: Language, { id, name }: FormField): string {
  if (name !== undefined) return name[language];
  return isKnown(id) ? t(`protocols-field-${id}`) : id;
}

/** What one of the sheet's fields is called, by its id. */
export function fieldNamed(t: Translate, language: Language, fields: readonly FormField[], id: string): string {
  return fieldName(t, language, fields.find((field) => field.id === id) ?? { id });
}
