import { inEveryLanguage, LANGUAGES, type Localized } from '../../../domain/languages.ts';
import { areaText, type ParsedArea, parseArea } from '../../../domain/marches/area-text.ts';
import {
  DEFAULT_WINDOW_SECONDS,
  LONGEST_HOURS,
  LONGEST_MARCH_NAME,
  LONGEST_ZONE_NAME,
  type MarchZone,
  MOST_ZONES,
  timesProblem,
  WINDOW_CHOICES,
} from '../../../domain/marches/march.ts';
import { FARTHEST_METRES, type KnownStation, type ZoneProblem, zoneProblems } from '../../../domain/marches/zones.ts';
import { instantOf, localTimeOf } from '../../../domain/surveys/times.ts';
import type { TextKey } from '../../../i18n/keys.ts';
import type { MarchFields, MarchRow } from '../../../storage/marches.ts';
import type { FormValues } from '../route.ts';
import type { FieldProblems } from '../ui/field-errors.ts';

/** A zone as it stands in the form. */
export interface TypedZone {
  readonly name: Localized;
  readonly area: string;
}

/** A march as it stands in the form: whatever was typed, right or wrong. */
export interface TypedMarch {
  readonly name: Localized;
  /** Local times of the election's zone, as `datetime-local` writes them. */
  readonly startsAt: string;
  readonly endsAt: string;
  readonly window: string;
  /** Hours; empty: until the march ends. */
  readonly valid: string;
  readonly announces: boolean;
  readonly zones: readonly TypedZone[];
}

const NOTHING: Localized = inEveryLanguage(() => '');

export const EMPTY_ZONE: TypedZone = { name: NOTHING, area: '' };

export const EMPTY_MARCH: TypedMarch = {
  name: NOTHING,
  startsAt: '',
  endsAt: '',
  window: `${DEFAULT_WINDOW_SECONDS}`,
  valid: '',
  announces: true,
  zones: [EMPTY_ZONE],
};

/** What is wrong, by the field's name: `name.en`, `starts-at`, `zone-0.area`. */
export type MarchProblems = FieldProblems;

/** What a form says, every zone in its row. */
export function typedFrom(form: FormValues): TypedMarch {
  const one = (name: string) => form.get(name)?.trim() ?? '';
  const areas = form.all('zone.area');
  const names = inEveryLanguage((language) => form.all(`zone.${language}`));
  const zones = areas.map((area, i) => ({
    name: inEveryLanguage((language) => names[language][i]?.trim() ?? ''),
    area: area.trim(),
  }));
  return {
    name: inEveryLanguage((language) => one(`name.${language}`)),
    startsAt: one('starts-at'),
    endsAt: one('ends-at'),
    window: one('window'),
    valid: one('valid'),
    announces: form.has('announces'),
    zones,
  };
}

/** The same without zones in which nothing was typed. */
export function withoutEmptyZones(typed: TypedMarch): TypedMarch {
  const isTyped = ({ name, area }: TypedMarch['zones'][number]) =>
    area !== '' || LANGUAGES.some((language) => name[language] !== '');
  return { ...typed, zones: typed.zones.filter(isTyped) };
}

/** What a stored march looks like in the form. */
export function typedOf(march: MarchRow, timeZone: string): TypedMarch {
  const { definition, startsAt, endsAt, windowSeconds, validMinutes } = march;
  return {
    name: definition.name,
    startsAt: localTimeOf(startsAt, timeZone),
    endsAt: localTimeOf(endsAt, timeZone),
    window: `${windowSeconds}`,
    valid: validMinutes === null ? '' : `${validMinutes / 60}`,
    announces: definition.announces,
    zones: definition.zones.map(({ name, area }) => ({ name, area: areaText(area) })),
  };
}

/** Reads a form against the stations of the country. `fields` only where nothing is wrong. */
export function parseMarch(
  typed: TypedMarch,
  { timeZone, stations }: { readonly timeZone: string; readonly stations: readonly KnownStation[] },
): { readonly fields: MarchFields | undefined; readonly problems: MarchProblems } {
  const problems: Found = new Map();
  checkName(problems, 'name', typed.name, LONGEST_MARCH_NAME);
  const [startsAt, endsAt] = [instantOf(typed.startsAt, timeZone), instantOf(typed.endsAt, timeZone)];
  if (startsAt === undefined) problems.set('starts-at', { key: 'marches-no-time' });
  if (endsAt === undefined) problems.set('ends-at', { key: 'marches-no-time' });
  const windowSeconds = WINDOW_CHOICES.find((seconds) => `${seconds}` === typed.window) ?? DEFAULT_WINDOW_SECONDS;
  const hours = typed.valid === '' ? null : Number(typed.valid.replace(',', '.'));
  const validMinutes = hours === null ? null : Math.round(hours * 60);
  if (validMinutes !== null && !(validMinutes >= 1 && validMinutes <= LONGEST_HOURS * 60)) {
    problems.set('valid', { key: 'marches-valid-odd', args: { most: LONGEST_HOURS } });
  } else if (startsAt !== undefined && endsAt !== undefined) {
    const problem = timesProblem({ startsAt, endsAt, windowSeconds, validMinutes });
    if (problem === 'ends-before') problems.set('ends-at', { key: 'marches-ends-before' });
    else if (problem !== undefined) problems.set('ends-at', { key: 'marches-too-long', args: { most: LONGEST_HOURS } });
  }
  const zones = parseZones(problems, typed.zones, stations);
  if (problems.size > 0 || startsAt === undefined || endsAt === undefined) return { fields: undefined, problems };
  const definition = { name: typed.name, zones, announces: typed.announces };
  return { fields: { definition, startsAt, endsAt, windowSeconds, validMinutes }, problems };
}

type Found = Map<string, { key: TextKey; args?: Record<string, string | number> }>;

function checkName(problems: Found, field: string, name: Localized, most: number): void {
  for (const language of LANGUAGES) {
    if (name[language] === '') problems.set(`${field}.${language}`, { key: 'marches-missing' });
    else if (name[language].length > most)
      problems.set(`${field}.${language}`, { key: 'marches-name-long', args: { most } });
  }
}

function parseZones(problems: Found, typed: readonly TypedZone[], stations: readonly KnownStation[]): MarchZone[] {
  if (typed.length === 0) problems.set('zones', { key: 'marches-no-zone' });
  if (typed.length > MOST_ZONES) problems.set('zones', { key: 'marches-many-zones', args: { most: MOST_ZONES } });
  const zones = typed.map(({ name, area }, zone): MarchZone => {
    checkName(problems, `zone-${zone}`, name, LONGEST_ZONE_NAME);
    const parsed = parseArea(area);
    if (parsed.ok) return { name, area: parsed.area };
    problems.set(`zone-${zone}.area`, areaProblem(parsed));
    return { name, area: { kind: 'named' } };
  });
  const nameOf = (zone: number) => typed[zone]?.name.en || `${zone + 1}`;
  for (const problem of zoneProblems(zones, stations)) {
    const field = problem.problem === 'same-name' ? `zone-${problem.zone}` : `zone-${problem.zone}.area`;
    if (!problems.has(field)) problems.set(field, zoneWords(problem, nameOf));
  }
  return zones;
}

function areaProblem(parsed: Extract<ParsedArea, { ok: false }>) {
  return { key: `marches-area-${parsed.problem}`, args: { line: parsed.line ?? 0 } } as const;
}

function zoneWords(problem: ZoneProblem, nameOf: (zone: number) => string) {
  switch (problem.problem) {
    case 'overlap': {
      const other = nameOf(problem.other);
      if (problem.place === undefined) return { key: 'marches-overlap', args: { other } } as const;
      return { key: 'marches-overlap-at', args: { other, place: problem.place } } as const;
    }
    case 'same-name':
      return { key: 'marches-same-name', args: { other: problem.other + 1 } } as const;
    case 'at-sea':
      return { key: 'marches-at-sea', args: { kilometres: FARTHEST_METRES / 1_000 } } as const;
    case 'no-such-place':
      return { key: 'marches-no-place', args: { place: problem.place } } as const;
    case 'no-area':
      return { key: 'marches-no-area' } as const;
  }
}
