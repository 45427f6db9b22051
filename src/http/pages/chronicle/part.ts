import {
  type ChronicleFile,
  chronicleFile,
  currentVersion,
  listed,
  type PublishedEntry,
} from '../../../domain/chronicle/published.ts';
import { timelineOf } from '../../../domain/chronicle/timeline.ts';
import { fileLinks } from '../site/links.ts';
import type { Look, Speech } from '../site/look.ts';
import { dataBytes, type KeptFile, readData, type SitePart } from '../site-part.ts';
import { chronicleFeed, type FeedEntry } from './feed.ts';
import { chroniclePage, chroniclePaths } from './pages.tsx';
import { CHRONICLE_FILE, feedFile, photoFile } from './paths.ts';

/** The chronicle as a file: the same chronicle gives the same bytes. */
export function chronicleBytes(entries: readonly PublishedEntry[]): Buffer {
  const file: ChronicleFile = { format: 1, entries: [...entries] };
  return dataBytes(file);
}

/** The chronicle as a part of the static site. `read`: a photo's bytes by its id, for whoever writes the site. */
export function chroniclePart(
  entries: readonly PublishedEntry[],
  read?: (pictureId: string) => Promise<Buffer | undefined>,
): SitePart {
  const timeline = timelineOf(entries.flatMap(listed));
  const byNumber = new Map(entries.map((entry) => [entry.number, entry]));
  const view = { timeline, entry: (number: number) => byNumber.get(number) };
  return {
    file: CHRONICLE_FILE,
    bytes: chronicleBytes(entries),
    paths: chroniclePaths(timeline, entries),
    page: (path, look) => chroniclePage(view, path, look),
    more: (speech) => [
      {
        path: feedFile(speech.language),
        bytes: Buffer.from(chronicleFeed(entries.flatMap(feedEntry), besideFeed(speech))),
      },
    ],
    kept: photosOf(entries, read),
  };
}

/** The part that such a file says; undefined when it is none, or not as it is written. */
export function readChroniclePart(bytes: Buffer): SitePart | undefined {
  const read = readData(chronicleFile, bytes);
  return read && chroniclePart(read.entries);
}

function feedEntry(entry: PublishedEntry): FeedEntry[] {
  const { number, uid, versions } = entry;
  const current = currentVersion(entry);
  const [summary] = listed(entry);
  if (current === undefined || summary === undefined) return [];
  return [
    {
      ...summary,
      number,
      uid,
      publishedAt: versions[0]?.publishedAt ?? current.publishedAt,
      changedAt: current.publishedAt,
    },
  ];
}

/** Feeds lie in a folder of their own, below the site's root. */
function besideFeed(speech: Speech): Look {
  const root = fileLinks('index.html', speech.language);
  const links = {
    ...root,
    page: (...asked: Parameters<typeof root.page>) => `../${root.page(...asked)}`,
    file: (path: string) => `../${path}`,
  };
  return { ...speech, links };
}

/** Every photo of every version that can be looked at, once. */
function photosOf(
  entries: readonly PublishedEntry[],
  read: ((pictureId: string) => Promise<Buffer | undefined>) | undefined,
): KeptFile[] {
  const photos = new Map(
    entries.flatMap(({ versions }) =>
      versions.flatMap(({ content }) => (content?.photos ?? []).map((photo) => [photo.id, photo] as const)),
    ),
  );
  return [...photos.values()].map((photo) => ({
    path: photoFile(photo),
    sha256: photo.sha256,
    ...(read === undefined ? {} : { read: () => read(photo.id) }),
  }));
}
