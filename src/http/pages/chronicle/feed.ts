import type { ListedEntry } from '../../../domain/chronicle/timeline.ts';
import { wordsIn } from '../../../domain/some-languages.ts';
import type { Look } from '../site/look.ts';
import { CHRONICLE, entryPath, feedFile } from './paths.ts';

/** Entries in a feed: those that became public or were corrected last. */
export const FEED_ENTRIES = 50;

/** An entry with what a feed says of it. */
export interface FeedEntry extends ListedEntry {
  readonly uid: string;
  /** UTC, to the minute: `2026-11-22T18:30Z`. */
  readonly publishedAt: string;
  readonly changedAt: string;
}

/** The names of feeds, one a language: random, made once, the same wherever the site is. */
const FEED_IDS = {
  be: 'urn:uuid:5f2f0ea4-8f0f-4f62-9d3a-0d0c3b8b6a51',
  ru: 'urn:uuid:6a1c5e0e-4c53-4dd8-8f0e-7f3f1c2ab9d2',
  en: 'urn:uuid:c1d9e6f7-2b7a-4b0f-a5c4-95e1d34f7e63',
} as const;

/** A feed without entries was never changed; RFC 4287 wants a time all the same. */
const NEVER = '2020-01-01T00:00Z';

/**
 * The Atom feed of the chronicle in one language (RFC 4287). `base` is where this file is found from elsewhere; without
 * one, addresses are relative to the file, as RFC 3986 has them.
 */
export function chronicleFeed(all: readonly FeedEntry[], look: Look, base?: string): string {
  const { language, t, links } = look;
  const entries = [...all]
    .sort((a, b) => (a.changedAt === b.changedAt ? b.number - a.number : a.changedAt < b.changedAt ? 1 : -1))
    .slice(0, FEED_ENTRIES);
  const lines = [
    '<?xml version="1.0" encoding="utf-8"?>',
    `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${language}"${base === undefined ? '' : ` xml:base="${xml(base)}"`}>`,
    `  <id>${FEED_IDS[language]}</id>`,
    `  <title>${xml(`${t('chronicle-title')} · Golos`)}</title>`,
    `  <updated>${instant(entries[0]?.changedAt ?? NEVER)}</updated>`,
    '  <author><name>Golos</name></author>',
    `  <link rel="self" type="application/atom+xml" href="${xml(links.file(feedFile(language)))}"/>`,
    `  <link rel="alternate" type="text/html" href="${xml(links.page(CHRONICLE))}"/>`,
    ...entries.map((entry) => feedEntry(entry, look)),
    '</feed>',
    '',
  ];
  return lines.join('\n');
}

function feedEntry(entry: FeedEntry, { language, links, day }: Look): string {
  const { number, uid, title, lead, place, tags, publishedAt, changedAt } = entry;
  const where = wordsIn(place, language);
  const heading = [day(entry.day), where, wordsIn(title, language)].filter((part) => part !== '').join(' · ');
  return [
    '  <entry>',
    `    <id>urn:uuid:${uid}</id>`,
    `    <title>${xml(heading)}</title>`,
    `    <published>${instant(publishedAt)}</published>`,
    `    <updated>${instant(changedAt)}</updated>`,
    `    <link rel="alternate" type="text/html" href="${xml(links.page(entryPath(number)))}"/>`,
    ...tags.map((tag) => `    <category term="${xml(tag.id)}" label="${xml(wordsIn(tag.name, language))}"/>`),
    `    <summary>${xml(wordsIn(lead, language))}</summary>`,
    '  </entry>',
  ].join('\n');
}

/** RFC 3339 has seconds. */
function instant(minute: string): string {
  return `${minute.slice(0, 16)}:00Z`;
}

/** As XML 1.0 has it: what is no character of it is left out. */
function xml(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
