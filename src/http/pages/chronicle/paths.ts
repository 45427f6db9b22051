import type { ChroniclePhoto } from '../../../domain/chronicle/content.ts';
import type { Timeline } from '../../../domain/chronicle/timeline.ts';
import type { Language } from '../../../domain/languages.ts';

/** Where the chronicle begins. */
export const CHRONICLE = '/chronicle';

export const TAGS = `${CHRONICLE}/tags`;
export const SEARCH = `${CHRONICLE}/search`;

/** All that is public, as data; below the site's root. */
export const CHRONICLE_FILE = 'chronicle/chronicle.json';

/** An entry's address stays its address, whatever is corrected. */
export const entryPath = (number: number) => `${CHRONICLE}/entries/${number}`;
export const historyPath = (number: number) => `${entryPath(number)}/history`;
export const tagPath = (id: string) => `${TAGS}/${id}`;

/** `2020`, `2020-08` or `2020-08-09` as the path of its page. */
export const periodPath = (key: string) => `${CHRONICLE}/${key.replaceAll('-', '/')}`;

/** Below the site's root. */
export const photoFile = ({ id, mediaType }: Pick<ChroniclePhoto, 'id' | 'mediaType'>) =>
  `chronicle/photos/${id}.${mediaType === 'image/png' ? 'png' : 'jpg'}`;

export const feedFile = (language: Language) => `chronicle/feed-${language}.xml`;

/** Every path that lists have a page at, in a fixed order; entries have theirs besides. */
export function timelinePaths({ years, months, days, tags }: Timeline): string[] {
  return [
    CHRONICLE,
    TAGS,
    ...years.map(({ key }) => periodPath(key)),
    ...[...months.keys()].map(periodPath),
    ...[...days.keys()].map(periodPath),
    ...tags.map(({ id }) => tagPath(id)),
  ];
}
