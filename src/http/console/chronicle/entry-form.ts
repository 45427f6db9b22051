import {
  type ChronicleDraft,
  type ChronicleSource,
  type ChronicleTag,
  isWebAddress,
  LONGEST_ENTRY_TEXT,
  LONGEST_NOTE,
  LONGEST_PLACE,
  LONGEST_SOURCE,
  LONGEST_TAG,
  LONGEST_TITLE,
  LONGEST_URL,
  MOST_SOURCES,
  MOST_TAGS,
  type Texts,
  withoutEmpty,
} from '../../../domain/chronicle/content.ts';
import { FIRST_YEAR, parseTypedDay } from '../../../domain/chronicle/days.ts';
import { inEveryLanguage, LANGUAGES, type Localized } from '../../../domain/languages.ts';
import type { TextKey } from '../../../i18n/keys.ts';
import { slugOf } from '../../pages/site/slugs.ts';
import type { FormValues } from '../route.ts';
import type { FieldProblems } from '../ui/field-errors.ts';
import { localizedFrom } from '../ui/localized.ts';

/** An entry as it stands in the form: whatever was typed, right or wrong. Photos have a form of their own. */
export interface TypedEntry {
  readonly day: string;
  readonly place: Localized;
  readonly title: Localized;
  readonly text: Localized;
  /** A source a line: its title, and behind a `|` its address. */
  readonly sources: string;
  /** Addresses of sources that do not work any more. */
  readonly dead: readonly string[];
  /** Ids of known tags. */
  readonly tags: readonly string[];
  readonly newTag: Localized;
}

/** The part of a draft that this form is about. */
export type EntryWords = Pick<ChronicleDraft, 'day' | 'place' | 'title' | 'text' | 'sources' | 'tags'>;

const SEPARATOR = '|';

export function typedFrom(form: FormValues): TypedEntry {
  return {
    day: form.get('day')?.trim() ?? '',
    place: localizedFrom(form, 'place'),
    title: localizedFrom(form, 'title'),
    text: localizedFrom(form, 'text'),
    sources: form.get('sources')?.trim() ?? '',
    dead: form.all('dead'),
    tags: form.all('tags'),
    newTag: localizedFrom(form, 'new-tag'),
  };
}

/** What a stored draft looks like in the form. */
export function typedOf({ day, place, title, text, sources, tags }: EntryWords): TypedEntry {
  const whole = (texts: Texts): Localized => inEveryLanguage((language) => texts[language] ?? '');
  return {
    day: day ?? '',
    place: whole(place),
    title: whole(title),
    text: whole(text),
    sources: sources
      .map((source) => [source.title, ...(source.url === null ? [] : [source.url])].join(` ${SEPARATOR} `))
      .join('\n'),
    dead: sources.flatMap(({ url, dead }) => (url === null || dead === undefined ? [] : [url])),
    tags: tags.map(({ id }) => id),
    newTag: whole({}),
  };
}

type Found = Map<string, { key: TextKey; args?: Record<string, string | number> }>;

/**
 * Reads a form; what may be unfinished, may be empty. `words` only where nothing is wrong. What was dead `before` stays so since that
 * day.
 */
export function parseEntry(
  typed: TypedEntry,
  {
    today,
    tags: known,
    before,
  }: {
    readonly today: string;
    readonly tags: readonly ChronicleTag[];
    readonly before: readonly ChronicleSource[];
  },
): { readonly words: EntryWords | undefined; readonly problems: FieldProblems } {
  const problems: Found = new Map();
  const day = parseDay(problems, typed.day, today);
  checkLength(problems, 'place', typed.place, LONGEST_PLACE);
  checkLength(problems, 'title', typed.title, LONGEST_TITLE);
  checkLength(problems, 'text', typed.text, LONGEST_ENTRY_TEXT);
  const sources = parseSources(problems, typed.sources).map((source): ChronicleSource => {
    if (source.url === null || !typed.dead.includes(source.url)) return source;
    return { ...source, dead: before.find(({ url }) => url === source.url)?.dead ?? today };
  });
  const tags = parseTags(problems, typed, known);
  if (problems.size > 0) return { words: undefined, problems };
  const { place, title, text } = typed;
  const words = {
    day,
    place: withoutEmpty(place),
    title: withoutEmpty(title),
    text: withoutEmpty(text),
    sources,
    tags,
  };
  return { words, problems };
}

function parseDay(problems: Found, typed: string, today: string): string | null {
  if (typed === '') return null;
  const parsed = parseTypedDay(typed, today);
  if (parsed.kind === 'day') return parsed.day;
  problems.set('day', { key: `chronicle-desk-day-${parsed.kind}`, args: { year: FIRST_YEAR } });
  return null;
}

/** What is too long in one of the languages is told at its field. */
export function checkLength(problems: Found, field: string, texts: Localized, most: number): void {
  for (const language of LANGUAGES)
    if (texts[language].length > most)
      problems.set(`${field}.${language}`, {
        key: 'chronicle-desk-too-long',
        args: { most, length: texts[language].length },
      });
}

/** A note to the public as it was typed; undefined when it is too long. */
export function noteFrom(form: FormValues): Texts | undefined {
  const typed = localizedFrom(form, 'note');
  return LANGUAGES.some((language) => typed[language].length > LONGEST_NOTE) ? undefined : withoutEmpty(typed);
}

/** Addresses among sources that were typed, right or wrong elsewhere: those that can be marked as dead. */
export function addressesIn(sources: string): readonly string[] {
  const found = sources.split('\n').map((line) => line.slice(line.lastIndexOf(SEPARATOR) + 1).trim());
  return [...new Set(found.filter(isWebAddress))];
}

function parseSources(problems: Found, typed: string): ChronicleSource[] {
  const lines = typed.split('\n').map((line) => line.trim());
  const sources: ChronicleSource[] = [];
  for (const [at, line] of lines.entries()) {
    if (line === '' || problems.has('sources')) continue;
    const bare = isWebAddress(line) ? line : undefined;
    const separator = bare === undefined ? line.lastIndexOf(SEPARATOR) : -1;
    const title = (separator === -1 ? line : line.slice(0, separator)).trim();
    const url = bare ?? (separator === -1 ? null : line.slice(separator + 1).trim());
    const args = { line: at + 1, most: LONGEST_SOURCE };
    if (title === '' || title.length > LONGEST_SOURCE)
      problems.set('sources', { key: 'chronicle-desk-source-title', args });
    else if (url !== null && (url.length > LONGEST_URL || !isWebAddress(url)))
      problems.set('sources', { key: 'chronicle-desk-source-address', args });
    else sources.push({ title, url });
  }
  if (sources.length > MOST_SOURCES)
    problems.set('sources', { key: 'chronicle-desk-many-sources', args: { most: MOST_SOURCES } });
  return sources;
}

function parseTags(problems: Found, { tags, newTag }: TypedEntry, known: readonly ChronicleTag[]): ChronicleTag[] {
  const chosen = known.filter(({ id }) => tags.includes(id));
  const name = withoutEmpty(newTag);
  checkLength(problems, 'new-tag', newTag, LONGEST_TAG);
  const id = slugOf(name.en ?? name.be ?? name.ru ?? '')
    .slice(0, LONGEST_TAG)
    .replace(/-+$/, '');
  if (Object.keys(name).length > 0) {
    if (id === '') problems.set('new-tag', { key: 'chronicle-desk-tag-odd' });
    else if (!chosen.some((tag) => tag.id === id)) chosen.push(known.find((tag) => tag.id === id) ?? { id, name });
  }
  if (chosen.length > MOST_TAGS)
    problems.set('new-tag', { key: 'chronicle-desk-many-tags', args: { most: MOST_TAGS } });
  return chosen;
}
