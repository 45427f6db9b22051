import type { VNode } from 'preact';
import { spoken, type Texts } from '../../../domain/chronicle/content.ts';
import type { ListedEntry } from '../../../domain/chronicle/timeline.ts';
import type { Look } from '../site/look.ts';
import { entryPath, periodPath, photoFile, tagPath } from './paths.ts';

/** The side of a photo in a list, in pixels of the page. */
const THUMBNAIL = 96;

/** A text in the page's language, or marked as another one for who reads it aloud. */
export function Said({ texts, look }: { readonly texts: Texts; readonly look: Look }): VNode | null {
  const said = spoken(texts, look.language);
  if (said === undefined) return null;
  return said.language === look.language ? <>{said.text}</> : <span lang={said.language}>{said.text}</span>;
}

/** Entries one under the other, each with its beginning. `dated`: with their days, where the page is not of one day. */
export function EntryList(props: {
  readonly entries: readonly ListedEntry[];
  readonly look: Look;
  readonly dated?: boolean;
}): VNode {
  const { entries, look, dated = false } = props;
  return (
    <ul class="entries">
      {entries.map((entry) => (
        <EntryItem key={entry.number} entry={entry} look={look} dated={dated} />
      ))}
    </ul>
  );
}

function EntryItem({
  entry,
  look,
  dated,
}: {
  readonly entry: ListedEntry;
  readonly look: Look;
  readonly dated: boolean;
}): VNode {
  const { links } = look;
  const { number, title, lead, photo } = entry;
  return (
    <li>
      {photo !== null && (
        <img
          class="thumbnail"
          src={links.file(photoFile(photo))}
          alt={spoken(photo.alt, look.language)?.text ?? ''}
          width={THUMBNAIL}
          height={THUMBNAIL}
          loading="lazy"
        />
      )}
      <div>
        <h3>
          <a href={links.page(entryPath(number))}>
            <Said texts={title} look={look} />
          </a>
        </h3>
        <p class="muted small">
          <WhenAndWhere entry={entry} look={look} dated={dated} />
        </p>
        <p>
          <Said texts={lead} look={look} />
        </p>
        <TagLinks tags={entry.tags} look={look} />
      </div>
    </li>
  );
}

/** A line: the day, if it is to be said, and the place. */
export function WhenAndWhere(props: {
  readonly entry: Pick<ListedEntry, 'day' | 'place'>;
  readonly look: Look;
  readonly dated: boolean;
}): VNode {
  const { entry, look, dated } = props;
  const hasPlace = spoken(entry.place, look.language) !== undefined;
  return (
    <>
      {dated && (
        <a href={look.links.page(periodPath(entry.day))}>
          <time dateTime={entry.day}>{look.day(entry.day)}</time>
        </a>
      )}
      {dated && hasPlace && ' · '}
      <Said texts={entry.place} look={look} />
    </>
  );
}

/** What an entry is about. */
export function TagLinks({ tags, look }: { readonly tags: ListedEntry['tags']; readonly look: Look }): VNode | null {
  if (tags.length === 0) return null;
  return (
    <ul class="tags" aria-label={look.t('chronicle-tags')}>
      {tags.map(({ id, name }) => (
        <li key={id}>
          <a href={look.links.page(tagPath(id))}>
            <Said texts={name} look={look} />
          </a>
        </li>
      ))}
    </ul>
  );
}
