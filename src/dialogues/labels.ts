import type { ElectionView, StationView } from '../actions/look-ups.ts';
import type { Language } from '../domain/languages.ts';
import type { Translate } from '../i18n/translate.ts';
import type { Option } from '../messaging/outgoing.ts';

/** What fits on a button of its own row on a small phone; names in a dialogue's log are cut to it, too. */
export const LABEL_LENGTH = 48;

/** The beginning of a text, in at most so many characters. */
export function cut(text: string, length = LABEL_LENGTH): string {
  if (text.length <= length) return text;
  const characters = [...text];
  return characters.length <= length
    ? text
    : `${characters
        .slice(0, length - 1)
        .join('')
        .trimEnd()}…`;
}

/** A station in one line. A station without a name is called by its number alone. */
export function stationLine(t: Translate, { code, name }: Pick<StationView, 'code' | 'name'>): string {
  const number = t('station-number', { code });
  return name === '' || name === `№ ${code}` ? number : t('station-line', { number, name });
}

/** What a dialogue keeps of a choice. */
export interface NamedChoice {
  readonly id: string;
  readonly name: string;
}

/** An election's choices in one language, short enough to be kept in a log. */
export function namedChoices(election: Pick<ElectionView, 'choices'>, language: Language): NamedChoice[] {
  return election.choices.map(({ id, name }) => ({ id, name: cut(name[language]) }));
}

/**
 * What is asked about choices: how somebody means to vote, or what they have marked. A button of the one is no answer to
 * the other: an earlier question may come once more while the next one waits.
 */
type About = 'declare:choice' | 'choice';

/** A button for each choice, a row each. */
export function choiceRows(about: About, choices: readonly NamedChoice[]): Option[][] {
  return choices.map(({ id, name }) => [{ id: `${about}:${id}`, label: name }]);
}

/** The choice behind an option of `choiceRows`. */
export function chosen(about: About, choices: readonly NamedChoice[], optionId: string): NamedChoice | undefined {
  return choices.find(({ id }) => optionId === `${about}:${id}`);
}

/** A day (YYYY-MM-DD) written out. */
export function dayInWords(day: string, language: Language): string {
  const format = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' });
  return format.format(new Date(`${day}T00:00:00Z`));
}

/** Two buttons a row. */
export function pairs<T>(all: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(all.length / 2) }, (_, i) => all.slice(i * 2, i * 2 + 2));
}
