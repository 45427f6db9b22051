import type { VNode } from 'preact';
import {
  type ChronicleContent,
  type ChroniclePhoto,
  type ChronicleSource,
  paragraphsOf,
  spoken,
} from '../../../domain/chronicle/content.ts';
import {
  currentVersion,
  hasHistory,
  type PublishedEntry,
  type PublishedVersion,
} from '../../../domain/chronicle/published.ts';
import { type ListedEntry, leadOf, neighboursOf, type Timeline } from '../../../domain/chronicle/timeline.ts';
import { LANGUAGES } from '../../../domain/languages.ts';
import { wordsIn } from '../../../domain/some-languages.ts';
import type { Look } from '../site/look.ts';
import { Said, TagLinks, WhenAndWhere } from './entry-list.tsx';
import { ChronicleFrame } from './frame.tsx';
import { Pager, type PagerWay } from './pager.tsx';
import { CHRONICLE, entryPath, historyPath, photoFile } from './paths.ts';
import { Way } from './timeline-pages.tsx';

/** What is said of a page in previews, in characters. */
const DESCRIPTION = 160;

interface EntryProps {
  readonly entry: PublishedEntry;
  readonly timeline: Timeline;
  readonly look: Look;
}

/** `/chronicle/entries/12`: an entry as it is now, or that it was withdrawn. */
export function EntryPage({ entry, timeline, look }: EntryProps): VNode {
  const { language } = look;
  const { number } = entry;
  const current = currentVersion(entry);
  if (current === undefined) return <WithdrawnPage entry={entry} look={look} />;
  const { content } = current;
  const { before, after } = neighboursOf(timeline, number);
  return (
    <ChronicleFrame
      look={look}
      path={entryPath(number)}
      title={wordsIn(content.title, language)}
      kicker={<Way at={content.day} look={look} />}
      description={leadOf(wordsIn(content.text, language), DESCRIPTION)}
    >
      <article class="entry">
        <p class="muted">
          <WhenAndWhere entry={content} look={look} dated />
        </p>
        <EntryBody content={content} look={look} />
        <TagLinks tags={content.tags} look={look} />
        <History entry={entry} look={look} />
      </article>
      <Pager look={look} before={before && wayTo(before, look)} after={after && wayTo(after, look)} />
    </ChronicleFrame>
  );
}

function wayTo({ number, title }: ListedEntry, look: Look): PagerWay {
  return { href: look.links.page(entryPath(number)), name: <Said texts={title} look={look} /> };
}

/** Text, photos and sources; where the page's language is missing, in the next best one, which it says. */
export function EntryBody({ content, look }: { readonly content: ChronicleContent; readonly look: Look }): VNode {
  const { t, language } = look;
  const text = spoken(content.text, language);
  const others = LANGUAGES.filter((one) => content.text[one] !== undefined);
  return (
    <>
      {text !== undefined && text.language !== language && (
        <p class="fallback">{t('chronicle-fallback', { language: t(`language-${text.language}`) })}</p>
      )}
      {text !== undefined && (
        <div lang={text.language === language ? undefined : text.language}>
          {paragraphsOf(text.text).map((paragraph, at) => (
            <p key={at}>{paragraph}</p>
          ))}
        </div>
      )}
      {content.photos.map((photo) => (
        <Photo key={photo.id} photo={photo} look={look} />
      ))}
      {content.sources.length > 0 && (
        <section>
          <h2>{t('chronicle-sources')}</h2>
          <ul>
            {content.sources.map((source, at) => (
              <Source key={at} source={source} look={look} />
            ))}
          </ul>
        </section>
      )}
      {others.length > 1 && (
        <p class="muted small">
          {t('chronicle-languages', { languages: others.map((one) => t(`language-${one}`)).join(', ') })}
        </p>
      )}
    </>
  );
}

function Photo({ photo, look }: { readonly photo: ChroniclePhoto; readonly look: Look }): VNode {
  const alt = spoken(photo.alt, look.language);
  return (
    <figure>
      <img
        src={look.links.file(photoFile(photo))}
        alt={alt?.text ?? ''}
        lang={alt === undefined || alt.language === look.language ? undefined : alt.language}
        width={photo.width}
        height={photo.height}
        loading="lazy"
      />
    </figure>
  );
}

/** One that is gone is named, and no link any more: whoever took over the address since may say anything there. */
function Source(props: { readonly source: ChronicleSource; readonly look: Look }): VNode {
  const { source, look } = props;
  const { title, url, dead } = source;
  if (dead !== undefined)
    return (
      <li class="dead">
        {title === url ? '' : `${title}: `}
        <s>{url}</s> <small>{look.t('chronicle-source-dead', { day: look.day(dead) })}</small>
      </li>
    );
  return (
    <li>
      {url === null ? (
        title
      ) : (
        <a href={url} rel="noopener noreferrer nofollow">
          {title}
        </a>
      )}
    </li>
  );
}

function History({ entry, look }: { readonly entry: PublishedEntry; readonly look: Look }): VNode {
  const { t, links } = look;
  const [first] = entry.versions;
  return (
    <p class="muted small">
      {t('chronicle-published', { day: look.day(first?.publishedAt.slice(0, 10) ?? '') })}
      {hasHistory(entry) && (
        <>
          {' · '}
          <a href={links.page(historyPath(entry.number))}>
            {t('chronicle-corrected', { day: look.day(entry.versions.at(-1)?.publishedAt.slice(0, 10) ?? '') })}
          </a>
        </>
      )}
    </p>
  );
}

function WithdrawnPage({ entry, look }: { readonly entry: PublishedEntry; readonly look: Look }): VNode {
  const { t, links, day } = look;
  const last = entry.versions.at(-1);
  return (
    <ChronicleFrame
      look={look}
      path={entryPath(entry.number)}
      title={t('chronicle-withdrawn')}
      lead={t('chronicle-withdrawn-text', { day: day(last?.publishedAt.slice(0, 10) ?? '') })}
    >
      {last?.note && (
        <p>
          <Said texts={last.note} look={look} />
        </p>
      )}
      <p>
        <a href={links.page(CHRONICLE)}>{t('chronicle-title')}</a>
      </p>
    </ChronicleFrame>
  );
}

/** `/chronicle/entries/12/history`: every version, the latest first. */
export function HistoryPage({ entry, look }: Pick<EntryProps, 'entry' | 'look'>): VNode {
  const { t, links, language } = look;
  const current = currentVersion(entry);
  const title = current === undefined ? t('chronicle-withdrawn') : wordsIn(current.content.title, language);
  return (
    <ChronicleFrame
      look={look}
      path={historyPath(entry.number)}
      title={t('chronicle-history')}
      kicker={<a href={links.page(entryPath(entry.number))}>{title}</a>}
      lead={t('chronicle-history-lead')}
    >
      {entry.versions.toReversed().map((version) => (
        <VersionSection key={version.version} version={version} look={look} />
      ))}
    </ChronicleFrame>
  );
}

function VersionSection({ version, look }: { readonly version: PublishedVersion; readonly look: Look }): VNode {
  const { t, language, day } = look;
  const { content, note, publishedAt } = version;
  return (
    <section>
      <h2>{t('chronicle-version', { number: version.version, day: day(publishedAt.slice(0, 10)) })}</h2>
      {note !== null && (
        <p>
          <strong>
            <Said texts={note} look={look} />
          </strong>
        </p>
      )}
      {content === null ? (
        <p class="muted">{t('chronicle-not-shown')}</p>
      ) : (
        <details>
          <summary>{wordsIn(content.title, language)}</summary>
          <p class="muted">
            <WhenAndWhere entry={content} look={look} dated={false} /> {day(content.day)}
          </p>
          <EntryBody content={content} look={look} />
        </details>
      )}
    </section>
  );
}
