import { AUDIENCE_TIERS, type Audience, audience } from '../../../domain/audience.ts';
import { type BroadcastContent, broadcastContent, type SendingHours } from '../../../domain/broadcasts.ts';
import { LANGUAGES, type Localized } from '../../../domain/languages.ts';
import { MESSENGERS } from '../../../domain/people.ts';
import { AGE_GROUPS, SETTLEMENTS, SEXES } from '../../../domain/surveys/definition.ts';
import { instantOf, localTimeOf } from '../../../domain/surveys/times.ts';
import type { TextKey } from '../../../i18n/keys.ts';
import type { FormValues } from '../route.ts';

/** A broadcast as it stands in the form: whatever was typed, right or wrong. */
export interface TypedDraft {
  readonly title: string;
  readonly text: Localized;
  /** `pictures` rows that it has already; new ones come as files. */
  readonly picture: Localized | null;
  readonly linkUrl: string;
  readonly linkLabel: Localized;
  /** A survey that it begins; empty for none. */
  readonly survey: string;
  readonly surveyLabel: Localized;
  readonly messengers: readonly string[];
  readonly languages: readonly string[];
  readonly tiers: readonly string[];
  /** Names of the widest level. */
  readonly regions: readonly string[];
  /** Narrower places, a line each, levels separated by `›` or `>`. */
  readonly places: string;
  readonly sexes: readonly string[];
  readonly ageGroups: readonly string[];
  readonly settlements: readonly string[];
  readonly ballot: string;
  readonly answered: string;
  readonly answeredSurvey: string;
  /** A local time of the election's zone, as `datetime-local` writes it; empty for at once. */
  readonly startsAt: string;
  readonly hoursFrom: string;
  readonly hoursTo: string;
}

/** A draft without anything in it. Nothing leaves at night unless somebody says so. */
export const EMPTY_DRAFT: TypedDraft = {
  title: '',
  text: { be: '', ru: '', en: '' },
  picture: null,
  linkUrl: '',
  linkLabel: { be: '', ru: '', en: '' },
  survey: '',
  surveyLabel: { be: '', ru: '', en: '' },
  messengers: [],
  languages: [],
  tiers: [],
  regions: [],
  places: '',
  sexes: [],
  ageGroups: [],
  settlements: [],
  ballot: '',
  answered: '',
  answeredSurvey: '',
  startsAt: '',
  hoursFrom: '9',
  hoursTo: '21',
};

/** What is wrong, by the field's name. */
export type DraftProblems = ReadonlyMap<
  string,
  { readonly key: TextKey; readonly args?: Record<string, string | number> }
>;

/** A draft in its parts, all of them of their shape; its content may still be unfinished. */
export interface ParsedDraft {
  readonly title: string;
  readonly content: BroadcastContent;
  readonly audience: Audience;
  readonly startsAt: Date | null;
  readonly hours: SendingHours | null;
}

export function typedFrom(form: FormValues): TypedDraft {
  const one = (name: string) => form.get(name)?.trim() ?? '';
  const localized = (name: string): Localized => ({
    be: one(`${name}.be`),
    ru: one(`${name}.ru`),
    en: one(`${name}.en`),
  });
  const picture = localized('picture-kept');
  return {
    title: one('title'),
    text: localized('text'),
    picture: form.has('picture-remove') || picture.be === '' ? null : picture,
    linkUrl: one('link-url'),
    linkLabel: localized('link-label'),
    survey: one('survey'),
    surveyLabel: localized('survey-label'),
    messengers: form.all('messengers'),
    languages: form.all('languages'),
    tiers: form.all('tiers'),
    regions: form.all('regions'),
    places: one('places'),
    sexes: form.all('sexes'),
    ageGroups: form.all('age-groups'),
    settlements: form.all('settlements'),
    ballot: one('ballot'),
    answered: one('answered'),
    answeredSurvey: one('answered-survey'),
    startsAt: one('starts-at'),
    hoursFrom: one('hours-from'),
    hoursTo: one('hours-to'),
  };
}

/** What a stored draft looks like in the form. */
export function typedOf(draft: ParsedDraft, timeZone: string): TypedDraft {
  const { content, audience: whom, hours } = draft;
  const empty = EMPTY_DRAFT.linkLabel;
  return {
    title: draft.title,
    text: content.text,
    picture: content.picture,
    linkUrl: content.link?.url ?? '',
    linkLabel: content.link?.label ?? empty,
    survey: content.survey?.id ?? '',
    surveyLabel: content.survey?.label ?? empty,
    messengers: whom.messengers,
    languages: whom.languages,
    tiers: whom.tiers,
    regions: whom.places.flatMap((path) => (path.length === 1 ? path : [])),
    places: whom.places
      .filter((path) => path.length > 1)
      .map((path) => path.join(' › '))
      .join('\n'),
    sexes: whom.sexes,
    ageGroups: whom.ageGroups,
    settlements: whom.settlements,
    ballot: yesNo(whom.ballot?.handedIn),
    answered: yesNo(whom.survey?.answered),
    answeredSurvey: whom.survey?.id ?? '',
    startsAt: draft.startsAt === null ? '' : localTimeOf(draft.startsAt, timeZone),
    hoursFrom: hours === null ? '' : `${hours.from}`,
    hoursTo: hours === null ? '' : `${hours.to}`,
  };
}

export interface ParsingWorld {
  /** Of the election, IANA. */
  readonly timeZone: string;
  readonly electionId: string | undefined;
  /** Which of these places no station has. */
  readonly unknownPlaces: (paths: readonly (readonly string[])[]) => Promise<readonly (readonly string[])[]>;
}

/** Reads a form. Everything that is wrong is told at once, each at its field. */
export async function parseDraft(
  typed: TypedDraft,
  world: ParsingWorld,
): Promise<{ readonly draft: ParsedDraft | undefined; readonly problems: DraftProblems }> {
  const problems = new Map<string, { key: TextKey; args?: Record<string, string | number> }>();
  if (typed.title === '') problems.set('title', { key: 'broadcasts-title-missing' });
  else if (typed.title.length > 120) problems.set('title', { key: 'broadcasts-too-long', args: { most: 120 } });
  const startsAt = typed.startsAt === '' ? null : instantOf(typed.startsAt, world.timeZone);
  if (startsAt === undefined) problems.set('starts-at', { key: 'broadcasts-time-odd' });
  const hours = parseHours(typed);
  if (hours === undefined) problems.set('hours-from', { key: 'broadcasts-hours-odd' });
  if (typed.answered !== '' && typed.answeredSurvey === '')
    problems.set('answered-survey', { key: 'broadcasts-survey-missing' });
  const paths = placesOf(typed);
  for (const path of await world.unknownPlaces(paths)) {
    const field = path.length === 1 ? 'regions' : 'places';
    problems.set(field, { key: 'broadcasts-place-unknown', args: { place: path.join(' › ') } });
  }
  const content = parseContent(typed, problems);
  const whom = audience.safeParse({
    messengers: known(typed.messengers, MESSENGERS),
    languages: known(typed.languages, LANGUAGES),
    tiers: known(typed.tiers, AUDIENCE_TIERS),
    places: paths,
    sexes: known(typed.sexes, SEXES),
    ageGroups: known(typed.ageGroups, AGE_GROUPS),
    settlements: known(typed.settlements, SETTLEMENTS),
    ballot:
      typed.ballot === '' || world.electionId === undefined
        ? null
        : { electionId: world.electionId, handedIn: typed.ballot === 'yes' },
    survey:
      typed.answered === '' || typed.answeredSurvey === ''
        ? null
        : { id: typed.answeredSurvey, answered: typed.answered === 'yes' },
  });
  if (!whom.success) problems.set('places', { key: 'broadcasts-places-odd' });
  if (problems.size > 0 || content === undefined || !whom.success) return { draft: undefined, problems };
  return {
    draft: { title: typed.title, content, audience: whom.data, startsAt: startsAt ?? null, hours: hours ?? null },
    problems,
  };
}

/** The audience alone, for its count while it is being chosen; what is wrong in it is left out. */
export async function parseAudience(typed: TypedDraft, world: ParsingWorld): Promise<Audience | undefined> {
  const { draft } = await parseDraft({ ...EMPTY_DRAFT, ...audiencePart(typed), title: '-' }, world);
  return draft?.audience;
}

function audiencePart(typed: TypedDraft): Partial<TypedDraft> {
  const { messengers, languages, tiers, regions, places, sexes, ageGroups, settlements, ballot } = typed;
  const { answered, answeredSurvey } = typed;
  const group = { messengers, languages, tiers, regions, places, sexes, ageGroups, settlements, ballot };
  return { ...group, answered: answeredSurvey === '' ? '' : answered, answeredSurvey };
}

function parseContent(typed: TypedDraft, problems: Map<string, { key: TextKey }>): BroadcastContent | undefined {
  const hasLink = typed.linkUrl !== '' || LANGUAGES.some((language) => typed.linkLabel[language] !== '');
  const content = broadcastContent.safeParse({
    text: typed.text,
    picture: typed.picture,
    link: hasLink ? { url: typed.linkUrl, label: typed.linkLabel } : null,
    survey: typed.survey === '' ? null : { id: typed.survey, label: typed.surveyLabel },
  });
  if (content.success) return content.data;
  for (const { path } of content.error.issues) {
    const [part, field, language] = path.map(String);
    if (part === 'text') problems.set(`text.${field}`, { key: 'broadcasts-text-odd' });
    else if (part === 'link' && field === 'url') problems.set('link-url', { key: 'broadcasts-link-odd' });
    else if (part === 'link') problems.set(`link-label.${language}`, { key: 'broadcasts-text-odd' });
    else if (part === 'survey' && field === 'label')
      problems.set(`survey-label.${language}`, { key: 'broadcasts-text-odd' });
    else if (part === 'survey') problems.set('survey', { key: 'broadcasts-survey-missing' });
    else problems.set('picture', { key: 'broadcasts-picture-odd' });
  }
  return undefined;
}

/** Null: at any hour. Undefined: cannot be read. */
function parseHours({ hoursFrom, hoursTo }: TypedDraft): SendingHours | null | undefined {
  if (hoursFrom === '' && hoursTo === '') return null;
  const [from, to] = [hour(hoursFrom), hour(hoursTo)];
  if (from === undefined || to === undefined || from > 23 || from === to) return undefined;
  return { from, to };
}

function hour(text: string): number | undefined {
  return /^\d{1,2}$/.test(text) && Number(text) <= 24 ? Number(text) : undefined;
}

function placesOf({ regions, places }: TypedDraft): string[][] {
  const lines = places.split('\n').map((line) =>
    line
      .split(/[›>]/)
      .map((level) => level.trim())
      .filter((level) => level !== ''),
  );
  return [...regions.map((region) => [region]), ...lines.filter((path) => path.length > 0)];
}

/** Boxes that nobody offered are not ticked. */
function known<T extends string>(values: readonly string[], all: readonly T[]): T[] {
  return all.filter((value) => values.includes(value));
}

function yesNo(value: boolean | undefined): string {
  if (value === undefined) return '';
  return value ? 'yes' : 'no';
}
