import { LANGUAGES, type Language } from '../../../domain/languages.ts';
import type { TextKey } from '../../../i18n/keys.ts';
import type { Translate } from '../../../i18n/translate.ts';

/** What is wrong with a form, by the field's name. */
export type FieldProblems = ReadonlyMap<
  string,
  { readonly key: TextKey; readonly args?: Record<string, string | number> }
>;

/** The words for it: of one field, and of a text in every language (`name.be`, `name.ru`, `name.en`). */
export function fieldErrors(t: Translate, problems: FieldProblems) {
  const error = (name: string): string | undefined => {
    const problem = problems.get(name);
    return problem === undefined ? undefined : t(problem.key, problem.args);
  };
  const errors = (name: string): Partial<Record<Language, string>> =>
    Object.fromEntries(
      LANGUAGES.flatMap((language) => {
        const text = error(`${name}.${language}`);
        return text === undefined ? [] : [[language, text]];
      }),
    );
  return { error, errors };
}
