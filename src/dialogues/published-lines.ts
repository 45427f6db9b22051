import type { PublishedStation } from '../actions/editions/published-station.ts';
import { stationPictureId } from '../actions/editions/station-pictures.ts';
import { stationVerdict } from '../i18n/station-picture-words.ts';
import type { Talk } from './dialogue.ts';
import { cut } from './labels.ts';

/** Choices that are written out; the picture has all of them. */
const WRITTEN = 6;

/** What is said of a station that is published: short enough to stand below a picture. */
export interface PublishedLines {
  readonly lines: readonly string[];
  /** Of the picture with the same numbers. */
  readonly picture: string;
}

/** A station's published numbers in a person's language, and what follows from them. */
export function publishedLines(
  { edition, station, finding }: PublishedStation,
  { t, language }: Pick<Talk, 't' | 'language'>,
): PublishedLines {
  const day = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' });
  const rows = finding.choices.flatMap(({ ours, official }, at) => {
    const name = edition.election.choices[at]?.name[language];
    if (name === undefined || (ours === 0 && (official ?? 0) === 0)) return [];
    const choice = cut(name, 30);
    return [
      official === null ? t('site-chat-row-alone', { choice, ours }) : t('site-chat-row', { choice, ours, official }),
    ];
  });
  return {
    lines: [
      t('site-chat-published', { number: edition.number, day: day.format(new Date(edition.publishedOn)) }),
      ...rows.slice(0, WRITTEN),
      '',
      `${stationVerdict(finding, t)}.`,
    ],
    picture: stationPictureId({
      electionId: edition.election.id,
      edition: edition.number,
      language,
      code: station.code,
    }),
  };
}
