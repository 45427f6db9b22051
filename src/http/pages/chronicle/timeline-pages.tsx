import type { VNode } from 'preact';
import { daysOf, monthsOf, type Period, type TagGroup, type Timeline } from '../../../domain/chronicle/timeline.ts';
import { wordsIn } from '../../../domain/some-languages.ts';
import type { Look } from '../site/look.ts';
import { EntryList, Said } from './entry-list.tsx';
import { ChronicleFrame, SearchForm } from './frame.tsx';
import { Pager } from './pager.tsx';
import { CHRONICLE, entryPath, periodPath, TAGS, tagPath } from './paths.ts';

/** Entries on the first page; everything is behind the years. */
const NEWEST = 20;

/** Tags on the first page. */
const MOST_TAGS = 24;

/** `/chronicle`: years and their months, what happened last. */
export function ChroniclePage({ timeline, look }: { readonly timeline: Timeline; readonly look: Look }): VNode {
  const { t, number, links } = look;
  const { entries, years, tags } = timeline;
  return (
    <ChronicleFrame
      look={look}
      path={CHRONICLE}
      title={t('chronicle-title')}
      lead={t('chronicle-lead')}
      description={t('chronicle-lead')}
    >
      {entries.length === 0 ? (
        <p>{t('chronicle-empty')}</p>
      ) : (
        <>
          <SearchForm look={look} />
          <section>
            <h2>{t('chronicle-years')}</h2>
            <dl class="years">
              {years.map(({ key, entries: of }) => (
                <div key={key}>
                  <dt>
                    <a href={links.page(periodPath(key))}>{key}</a> <span class="muted">{number(of.length)}</span>
                  </dt>
                  <dd>
                    <MonthLinks timeline={timeline} year={key} look={look} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
          {tags.length > 0 && (
            <section>
              <h2>{t('chronicle-tags')}</h2>
              <TagCloud tags={tags.slice(0, MOST_TAGS)} look={look} />
              {tags.length > MOST_TAGS && (
                <p>
                  <a href={links.page(TAGS)}>{t('chronicle-all-tags')}</a>
                </p>
              )}
            </section>
          )}
          <section>
            <h2>{t('chronicle-newest')}</h2>
            <EntryList entries={entries.slice(0, NEWEST)} look={look} dated />
          </section>
        </>
      )}
    </ChronicleFrame>
  );
}

/** `/chronicle/2020`: its months, each day with what happened on it. */
export function YearPage(props: { readonly timeline: Timeline; readonly year: Period; readonly look: Look }): VNode {
  const { timeline, year, look } = props;
  const { t, links } = look;
  return (
    <ChronicleFrame
      look={look}
      path={periodPath(year.key)}
      title={t('chronicle-year', { year: year.key })}
      kicker={<a href={links.page(CHRONICLE)}>{t('chronicle-title')}</a>}
    >
      {monthsOf(timeline, year.key).map((month) => (
        <section key={month.key}>
          <h2>
            <a href={links.page(periodPath(month.key))}>{monthName(month.key, look)}</a>
          </h2>
          <ul class="days">
            {daysOf(timeline, month.key).flatMap(({ key, entries }) =>
              entries.map((entry) => (
                <li key={entry.number}>
                  <a class="day" href={links.page(periodPath(key))}>
                    <time dateTime={key}>{Number(key.slice(8))}</time>
                    <span class="unseen"> {monthName(month.key, look)}</span>
                  </a>{' '}
                  <a href={links.page(entryPath(entry.number))}>
                    <Said texts={entry.title} look={look} />
                  </a>
                </li>
              )),
            )}
          </ul>
        </section>
      ))}
      <Around all={timeline.years.map(({ key }) => key)} at={year.key} look={look} name={(key) => key} />
    </ChronicleFrame>
  );
}

/** `/chronicle/2020/08`: day after day. */
export function MonthPage(props: { readonly timeline: Timeline; readonly month: Period; readonly look: Look }): VNode {
  const { timeline, month, look } = props;
  const { links, day } = look;
  const name = (key: string) => `${monthName(key, look)} ${key.slice(0, 4)}`;
  return (
    <ChronicleFrame
      look={look}
      path={periodPath(month.key)}
      title={name(month.key)}
      kicker={<Way at={month.key} look={look} />}
    >
      {daysOf(timeline, month.key).map(({ key, entries }) => (
        <section key={key}>
          <h2>
            <a href={links.page(periodPath(key))}>
              <time dateTime={key}>{day(key)}</time>
            </a>
          </h2>
          <EntryList entries={entries} look={look} />
        </section>
      ))}
      <Around all={[...timeline.months.keys()]} at={month.key} look={look} name={name} />
    </ChronicleFrame>
  );
}

/** `/chronicle/2020/08/09`. */
export function DayPage(props: { readonly timeline: Timeline; readonly day: Period; readonly look: Look }): VNode {
  const { timeline, day, look } = props;
  return (
    <ChronicleFrame
      look={look}
      path={periodPath(day.key)}
      title={look.day(day.key)}
      kicker={<Way at={day.key} look={look} />}
    >
      <section>
        <h2 class="unseen">{look.t('chronicle-entries')}</h2>
        <EntryList entries={day.entries} look={look} />
      </section>
      <Around all={[...timeline.days.keys()]} at={day.key} look={look} name={look.day} />
    </ChronicleFrame>
  );
}

/** `/chronicle/tags`. */
export function TagsPage({ timeline, look }: { readonly timeline: Timeline; readonly look: Look }): VNode {
  const { t, links } = look;
  return (
    <ChronicleFrame
      look={look}
      path={TAGS}
      title={t('chronicle-tags')}
      kicker={<a href={links.page(CHRONICLE)}>{t('chronicle-title')}</a>}
    >
      <TagCloud tags={timeline.tags} look={look} />
    </ChronicleFrame>
  );
}

/** `/chronicle/tags/…`: everything with one tag, the latest first. */
export function TagPage({ tag, look }: { readonly tag: TagGroup; readonly look: Look }): VNode {
  const { t, links } = look;
  return (
    <ChronicleFrame
      look={look}
      path={tagPath(tag.id)}
      title={wordsIn(tag.name, look.language) || tag.id}
      kicker={<a href={links.page(TAGS)}>{t('chronicle-tags')}</a>}
    >
      <section>
        <h2 class="unseen">{t('chronicle-entries')}</h2>
        <EntryList entries={tag.entries} look={look} dated />
      </section>
    </ChronicleFrame>
  );
}

function TagCloud({ tags, look }: { readonly tags: readonly TagGroup[]; readonly look: Look }): VNode {
  return (
    <ul class="tags">
      {tags.map(({ id, name, entries }) => (
        <li key={id}>
          <a href={look.links.page(tagPath(id))}>
            <Said texts={name} look={look} />
          </a>{' '}
          <span class="muted">{look.number(entries.length)}</span>
        </li>
      ))}
    </ul>
  );
}

function MonthLinks(props: { readonly timeline: Timeline; readonly year: string; readonly look: Look }): VNode {
  const { timeline, year, look } = props;
  return (
    <ul class="months">
      {monthsOf(timeline, year).map(({ key, entries }) => (
        <li key={key}>
          <a href={look.links.page(periodPath(key))}>{monthName(key, look)}</a>{' '}
          <span class="muted">{look.number(entries.length)}</span>
        </li>
      ))}
    </ul>
  );
}

/** The ways up from a month or a day. */
export function Way({ at, look }: { readonly at: string; readonly look: Look }): VNode {
  const { t, links } = look;
  return (
    <>
      <a href={links.page(CHRONICLE)}>{t('chronicle-title')}</a>
      {' · '}
      <a href={links.page(periodPath(at.slice(0, 4)))}>{at.slice(0, 4)}</a>
      {at.length > 7 && (
        <>
          {' · '}
          <a href={links.page(periodPath(at.slice(0, 7)))}>{monthName(at.slice(0, 7), look)}</a>
        </>
      )}
    </>
  );
}

/** The year, month or day before and after one in which something happened. */
function Around(props: {
  readonly all: readonly string[];
  readonly at: string;
  readonly look: Look;
  readonly name: (key: string) => string;
}): VNode {
  const { all, at, look, name } = props;
  const keys = all.toSorted();
  const before = keys.findLast((key) => key < at);
  const after = keys.find((key) => key > at);
  const way = (key: string | undefined) =>
    key === undefined ? undefined : { href: look.links.page(periodPath(key)), name: name(key) };
  return <Pager look={look} before={way(before)} after={way(after)} />;
}

/** A month by its name alone. */
function monthName(month: string, { language }: Look): string {
  const format = new Intl.DateTimeFormat(language, { month: 'long', timeZone: 'UTC' });
  return format.format(new Date(`${month}-01T00:00:00Z`));
}
