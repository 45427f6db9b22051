import { z } from 'zod';
import { LANGUAGES, type Language } from '../languages.ts';
import { inLanguage } from '../some-languages.ts';
import { isCalendarDay } from './days.ts';

export const LONGEST_TITLE = 160;
export const LONGEST_ENTRY_TEXT = 12_000;
export const LONGEST_PLACE = 120;
export const LONGEST_ALT = 300;
export const LONGEST_NOTE = 500;
export const LONGEST_SOURCE = 200;
export const LONGEST_URL = 1_000;
export const LONGEST_TAG = 40;
export const MOST_PHOTOS = 12;
export const MOST_SOURCES = 20;
export const MOST_TAGS = 10;

/** A text in the languages in which somebody has written it. Where one is missing, another is shown: `spoken`. */
export type Texts = Partial<Readonly<Record<Language, string>>>;

/** A text in some languages, each of at most so many characters; a language without a word is left out. */
function textsUpTo(longest: number) {
  const one = z.string().max(longest).optional();
  return z.strictObject({ be: one, ru: one, en: one }).transform((texts): Texts => withoutEmpty(texts));
}

/** Only the languages in which something is said. */
export function withoutEmpty(texts: Partial<Record<Language, string | undefined>>): Texts {
  return Object.fromEntries(
    LANGUAGES.flatMap((language) => {
      const text = texts[language]?.trim() ?? '';
      return text === '' ? [] : [[language, text]];
    }),
  );
}

const TAG_ID = /^[a-z0-9][a-z0-9-]{0,39}$/;

/** A photo that was rebuilt from its pixels: a row of `pictures`. */
const photo = z.strictObject({
  id: z.uuid(),
  mediaType: z.enum(['image/jpeg', 'image/png']),
  /** Of its bytes, in hexadecimal: whoever approves an entry approves these pixels. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  width: z.int().min(1),
  height: z.int().min(1),
  /** What is to be seen, for who cannot see it. */
  alt: textsUpTo(LONGEST_ALT),
});

const source = z
  .strictObject({
    title: z.string().trim().min(1).max(LONGEST_SOURCE),
    url: z.string().max(LONGEST_URL).refine(isWebAddress).nullable(),
    /** The day on which an organizer found that the address does not work any more. Nothing of ours opens addresses. */
    dead: z.string().refine(isCalendarDay).optional(),
  })
  .refine(({ url, dead }) => url !== null || dead === undefined);

const tag = z.strictObject({ id: z.string().regex(TAG_ID), name: textsUpTo(LONGEST_TAG) });

/** Everything that an entry of the chronicle can say; may be unfinished (`contentProblems`). */
export const chronicleDraft = z.strictObject({
  /** On which it happened, `YYYY-MM-DD`; null while nobody knows. */
  day: z.string().refine(isCalendarDay).nullable(),
  place: textsUpTo(LONGEST_PLACE),
  title: textsUpTo(LONGEST_TITLE),
  /** Paragraphs with an empty line between them. Plain text: whatever looks like markup is shown as it is. */
  text: textsUpTo(LONGEST_ENTRY_TEXT),
  photos: z.array(photo).max(MOST_PHOTOS),
  /** That somebody has looked at every photo: nobody is to be recognised who has not agreed. */
  facesChecked: z.boolean(),
  sources: z.array(source).max(MOST_SOURCES),
  tags: z.array(tag).max(MOST_TAGS),
});

export type ChronicleDraft = z.infer<typeof chronicleDraft>;
export type ChroniclePhoto = ChronicleDraft['photos'][number];
export type ChronicleTag = ChronicleDraft['tags'][number];
export type ChronicleSource = ChronicleDraft['sources'][number];

/** An entry that can be public: nothing is missing. */
export const chronicleContent = chronicleDraft.transform((draft, context): ChronicleContent => {
  const { day } = draft;
  if (day !== null && contentProblems(draft).length === 0) return { ...draft, day };
  context.addIssue('an entry that is not finished');
  return z.NEVER;
});

export type ChronicleContent = ChronicleDraft & { readonly day: string };

/** A correction's note, in the languages that somebody wrote. */
export const chronicleNote = textsUpTo(LONGEST_NOTE);

export const EMPTY_ENTRY: ChronicleDraft = {
  day: null,
  place: {},
  title: {},
  text: {},
  photos: [],
  facesChecked: false,
  sources: [],
  tags: [],
};

/** What keeps an entry from being public. */
export type ContentProblem =
  | { readonly problem: 'no-day' | 'no-words' | 'faces-unchecked' }
  /** In this language there is a title without a text, or a text without a title. */
  | { readonly problem: 'no-title' | 'no-text'; readonly language: Language }
  /** The photo at this place has no description in any language. */
  | { readonly problem: 'no-alt'; readonly photo: number };

/** Everything that is still missing. An entry needs one language at least; each that there is has title and text. */
export function contentProblems(draft: ChronicleDraft): ContentProblem[] {
  const problems: ContentProblem[] = [];
  if (draft.day === null) problems.push({ problem: 'no-day' });
  if (languagesOf(draft).length === 0) problems.push({ problem: 'no-words' });
  for (const language of LANGUAGES) {
    const [title, text] = [draft.title[language], draft.text[language]];
    if (title !== undefined && text === undefined) problems.push({ problem: 'no-text', language });
    if (title === undefined && text !== undefined) problems.push({ problem: 'no-title', language });
  }
  for (const [at, { alt }] of draft.photos.entries())
    if (Object.keys(alt).length === 0) problems.push({ problem: 'no-alt', photo: at });
  if (draft.photos.length > 0 && !draft.facesChecked) problems.push({ problem: 'faces-unchecked' });
  return problems;
}

/** The languages in which an entry is told, in part at least. */
export function languagesOf({ title, text }: Pick<ChronicleDraft, 'title' | 'text'>): readonly Language[] {
  return LANGUAGES.filter((language) => title[language] !== undefined || text[language] !== undefined);
}

/** A text in a language, or in the next best one that there is; undefined where there is none at all. */
export function spoken(
  texts: Texts,
  language: Language,
): { readonly text: string; readonly language: Language } | undefined {
  const { text, in: found } = inLanguage(texts, language);
  return texts[found] === undefined ? undefined : { text, language: found };
}

/** A text's paragraphs; a single line end stays within one. */
export function paragraphsOf(text: string): readonly string[] {
  return text
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== '');
}

/**
 * Whether something is the address of a page: `http` or `https`, a host with a dot, no name or password in it. Its form
 * only: nothing of ours ever asks a foreign server.
 */
export function isWebAddress(text: string): boolean {
  if (/[\s\p{C}<>"]/u.test(text) || !/^https?:\/\//i.test(text)) return false;
  try {
    const { hostname, username, password } = new URL(text);
    return hostname.includes('.') && !hostname.endsWith('.') && username === '' && password === '';
  } catch {
    return false;
  }
}
