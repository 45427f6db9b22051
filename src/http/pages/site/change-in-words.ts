import type { EditionChange, EditionElection } from '../../../domain/finding/edition.ts';
import { OFFICIAL_SOURCES } from '../../../domain/official/terms.ts';
import type { Speech } from './look.ts';

/** What changed at a station, for people: `Official, Birch: 12 → 14`. */
export function changeInWords(
  change: EditionChange,
  election: Pick<EditionElection, 'choices'>,
  speech: Pick<Speech, 't' | 'language' | 'number'>,
): string {
  const { t, number } = speech;
  const { what, before, after } = change;
  const shown = (value: number | null) => (value === null ? t('site-no-number') : number(value));
  switch (what) {
    case 'added':
    case 'removed':
    case 'text':
      return t(`site-change-${what}`);
    case 'quarantined':
      return t(after === 1 ? 'site-change-quarantined' : 'site-change-released');
    case 'left-out':
      return t(after === 1 ? 'site-change-left-out' : 'site-change-counted');
    default:
      return t('site-change', { what: subject(what, election, speech), before: shown(before), after: shown(after) });
  }
}

function subject(
  what: string,
  { choices }: Pick<EditionElection, 'choices'>,
  { t, language }: Pick<Speech, 't' | 'language'>,
): string {
  const [kind = '', ...rest] = what.split(':');
  const choice = (id: string | undefined) => choices.find((one) => one.id === id)?.name[language] ?? id ?? '';
  if (kind === 'ours') return t('site-change-ours', { choice: choice(rest.join(':')) });
  if (kind === 'official') {
    const source = OFFICIAL_SOURCES.find((one) => one === rest[0]);
    const from = source === undefined ? (rest[0] ?? '') : t(`site-source-${source}`);
    return t('site-change-official', { source: from, choice: choice(rest.slice(1).join(':')) });
  }
  if (kind === 'registered') return t('site-about-registered');
  if (kind === 'turnout') return t('site-about-turnout');
  if (kind === 'early') return t('site-about-early');
  return what;
}
