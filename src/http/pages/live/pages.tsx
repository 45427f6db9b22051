import type { VNode } from 'preact';
import type { LiveMarch } from '../../../actions/marches/live-marches.ts';
import { BEST_GUESS } from '../../../domain/marches/noise.ts';
import { ROUND_TO, THRESHOLD } from '../../../domain/marches/published.ts';
import type { MarchRow } from '../../../storage/marches.ts';
import type { MarchWords } from '../../charts/march-picture.ts';
import { PublicPage } from '../layout.tsx';
import { LiveFigures, versionOf } from './figures.tsx';

/**
 * Without a script, and about so often with one where there is no stream for it, the page is asked for again while a march is on,
 * in seconds.
 */
export const REFRESH_SECONDS = 30;

/** `/live`, or one march at its own address. */
export function LivePage(props: {
  readonly live: LiveMarch;
  readonly others: readonly MarchRow[];
  readonly words: MarchWords;
  readonly origin: string;
}): VNode {
  const { live, others, words, origin } = props;
  const { t, language } = words;
  const { march, phase } = live;
  const here = `/live/${march.id}`;
  return (
    <PublicPage
      language={language}
      t={t}
      title={march.definition.name[language]}
      kicker={t(`live-phase-${phase}`)}
      lead={whenText(march, words)}
      path="/live"
      styles="live.css"
      script="live.js"
      {...(phase === 'open' ? { refresh: REFRESH_SECONDS } : {})}
    >
      <div
        id="live"
        data-events={phase === 'after' ? undefined : `${here}/events?lang=${language}&v=${versionOf(live)}`}
        data-again={phase === 'after' ? undefined : REFRESH_SECONDS}
        aria-live="polite"
      >
        <LiveFigures live={live} words={words} />
      </div>
      <p id="live-lost" class="muted" role="status" hidden>
        {t('live-lost')}
      </p>
      <section class="card">
        <h2>{t('live-what-heading')}</h2>
        <p>{t('live-what-counts')}</p>
        <p>{t('live-what-rounded', { seconds: march.windowSeconds, step: ROUND_TO, below: THRESHOLD })}</p>
        <p>{t('live-what-noise', { guess: Math.round(BEST_GUESS * 100) })}</p>
        <p>{t('live-what-destroyed')}</p>
      </section>
      <details class="embed">
        <summary>{t('live-embed')}</summary>
        <code>{`<img src="${origin}${here}/count.svg?lang=${language}" alt="">`}</code>
        <p>
          <a href={`${here}/count.svg?lang=${language}`}>SVG</a> · <a href={`${here}/count.json`}>JSON</a> ·{' '}
          <a href={`${here}/series.json`}>{t('live-series')}</a>
        </p>
      </details>
      <Others marches={others.filter(({ id }) => id !== march.id)} words={words} />
    </PublicPage>
  );
}

/** While there has been none. */
export function NoMarch({
  words: { t, language },
  missing,
}: {
  readonly words: MarchWords;
  readonly missing: boolean;
}): VNode {
  return (
    <PublicPage
      language={language}
      t={t}
      title={t('live-nav')}
      path="/live"
      lead={t(missing ? 'live-unknown' : 'live-none')}
    >
      {missing && (
        <p>
          <a href={`/live?lang=${language}`}>{t('live-nav')}</a>
        </p>
      )}
    </PublicPage>
  );
}

function Others({
  marches,
  words,
}: {
  readonly marches: readonly MarchRow[];
  readonly words: MarchWords;
}): VNode | null {
  const { t, language } = words;
  if (marches.length === 0) return null;
  return (
    <section>
      <h2>{t('live-others')}</h2>
      <ul class="survey-list">
        {marches.map((march) => (
          <li key={march.id}>
            <a href={`/live/${march.id}?lang=${language}`}>
              {march.definition.name[language]}
              <br />
              <span class="muted small">{whenText(march, words)}</span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

function whenText({ startsAt, endsAt }: MarchRow, { language, timeZone }: MarchWords): string {
  const format = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'short', timeZone });
  return format.formatRange(startsAt, endsAt);
}
