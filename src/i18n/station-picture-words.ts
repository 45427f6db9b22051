import type { Edition, EditionStation } from '../domain/finding/edition.ts';
import type { StationFinding } from '../domain/finding/station-finding.ts';
import type { Language } from '../domain/languages.ts';
import type { Catalogues } from './catalogues.ts';
import type { Translate } from './translate.ts';

/** What is said of a station in the chats and in the picture of its numbers. */
export function stationVerdict({ suspicions, choices, hasOfficial }: StationFinding, t: Translate): string {
  const missing = choices.reduce((sum, choice) => sum + choice.missing, 0);
  if (suspicions.length > 0) return t('site-standing-suspect');
  if (missing > 0) return t('site-picture-proven', { missing });
  return t(hasOfficial && choices.some(({ ours }) => ours > 0) ? 'site-standing-consistent' : 'site-standing-nothing');
}

/** A station with what follows from its numbers, in the edition that has them. */
interface StationInEdition {
  readonly edition: Edition;
  readonly station: EditionStation;
  readonly finding: StationFinding;
}

/** `stationPictureWords` in any language. */
export function stationPictureWordsIn(catalogues: Catalogues) {
  return (published: StationInEdition, language: Language) =>
    stationPictureWords(published, { language, t: catalogues.translator(language) });
}

/** Everything that stands in the picture of a station's numbers, in one language. */
function stationPictureWords(
  { edition, station, finding }: StationInEdition,
  { language, t }: { readonly language: Language; readonly t: Translate },
) {
  const { election, basis, sources } = edition;
  const number = new Intl.NumberFormat(language);
  const day = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' });
  const [source] = sources;
  return {
    small: [election.name[language], ...station.levels].join(' · '),
    large: station.name,
    address: station.address,
    verdict: stationVerdict(finding, t),
    proven: finding.proven && finding.suspicions.length === 0,
    ours: t(`site-ours-${basis}`),
    official: source === undefined ? t('site-no-official') : t(`site-source-${source.source}`),
    rows: finding.choices.flatMap(({ ours, official, missing }, at) => {
      const name = election.choices[at]?.name[language];
      if (name === undefined) return [];
      const officialText = official === null ? t('site-no-official') : number.format(official);
      return [{ name, ours, oursText: number.format(ours), official, officialText, standsOut: missing > 0 }];
    }),
    notes: [
      t('site-station-code', { code: station.code }),
      t('site-edition', { number: edition.number, day: day.format(new Date(edition.publishedOn)) }),
      t('site-picture-note'),
    ],
  };
}
