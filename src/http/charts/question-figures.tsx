import type { VNode } from 'preact';
import { LANGUAGES } from '../../domain/languages.ts';
import { MESSENGERS } from '../../domain/people.ts';
import type { PublishedQuestion } from '../../domain/results/publication.ts';
import { HIDE_BELOW } from '../../domain/results/suppression.ts';
import type { Dimension } from '../../domain/surveys/definition.ts';
import type { TextKey } from '../../i18n/keys.ts';
import {
  chartInWords,
  decimal,
  optionLabel,
  percent,
  shareOf,
  variableKey,
  type Words,
  weightingLines,
} from './question-chart.ts';

/** A chart's widths: a phone's, and everything wider. */
export const CHART_WIDTHS = { narrow: 340, wide: 640 } as const;

/** Where a chart is to be had in a look. */
export type ChartHref = (look: { readonly width: number; readonly theme: 'light' | 'dark' }) => string;

/** One question's results: chart, table beside it, and everything that must be said with them. */
export function QuestionFigures(props: {
  readonly question: PublishedQuestion;
  readonly words: Words;
  /** Left out: no chart, only the figures. */
  readonly chart?: ChartHref;
}): VNode {
  const { question, words, chart } = props;
  const { t, language } = words;
  const { result } = question;
  if (result.n === null) return <p class="muted">{t('results-too-few', { below: HIDE_BELOW })}</p>;
  const hides = result.counts.includes(null) || result.by.some(({ groups }) => groups?.some(isHiding) ?? true);
  return (
    <>
      <p class="muted">
        {t('results-answers', { n: result.n })}
        {result.skipped !== null && result.skipped > 0 && `. ${t('results-skipped', { n: result.skipped })}`}
        {result.middle !== null &&
          `. ${t('results-mean', { mean: decimal(language, result.middle.mean), median: decimal(language, result.middle.median) })}`}
      </p>
      {question.options.length > 0 && (
        <>
          {chart !== undefined && <Chart question={question} words={words} chart={chart} />}
          <Shares question={question} words={words} />
        </>
      )}
      {question.kind === 'several' && <p class="muted small">{t('results-several')}</p>}
      {result.by.map((by) => (
        <Groups key={by.dimension} question={question} by={by} words={words} open={result.by.length === 1} />
      ))}
      {question.options.length > 0 && result.weighted !== null && (
        <p class="muted small">{weightingLines(question, words).join(' ')}</p>
      )}
      {hides && <p class="muted small">{t('results-hidden-why', { below: HIDE_BELOW })}</p>}
    </>
  );
}

function isHiding({ n, counts }: { readonly n: number | null; readonly counts: readonly (number | null)[] }): boolean {
  return n === null || counts.includes(null);
}

/** Pictures for both themes and widths: the browser takes one, without a script. */
function Chart({ question, words, chart }: { question: PublishedQuestion; words: Words; chart: ChartHref }): VNode {
  const { narrow, wide } = CHART_WIDTHS;
  return (
    <picture class="chart">
      <source
        media="(max-width: 40rem) and (prefers-color-scheme: dark)"
        srcset={chart({ width: narrow, theme: 'dark' })}
      />
      <source media="(max-width: 40rem)" srcset={chart({ width: narrow, theme: 'light' })} />
      <source media="(prefers-color-scheme: dark)" srcset={chart({ width: wide, theme: 'dark' })} />
      <img src={chart({ width: wide, theme: 'light' })} alt={chartInWords(question, words)} />
    </picture>
  );
}

function Shares({ question, words }: { readonly question: PublishedQuestion; readonly words: Words }): VNode {
  const { t, language } = words;
  const { result } = question;
  const { weighted } = result;
  const hidden = <span class="muted">{t('results-hidden')}</span>;
  return (
    <section class="figures" aria-label={t('results-table')} tabindex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('results-option')}</th>
            <th scope="col" class="numeric">
              {t('results-count')}
            </th>
            <th scope="col" class="numeric">
              {weighted === null ? t('results-share') : t('results-share-plain')}
            </th>
            {weighted !== null && (
              <>
                <th scope="col" class="numeric">
                  {t('results-share-weighted')}
                </th>
                <th scope="col" class="numeric">
                  {t('results-interval')}
                </th>
              </>
            )}
          </tr>
        </thead>
        <tbody>
          {question.options.map(({ id }, o) => {
            const count = result.counts[o] ?? null;
            const share = shareOf(question, o);
            const modelled = weighted?.options[o];
            return (
              <tr key={id}>
                <th scope="row">{optionLabel(question, id, words)}</th>
                <td class="numeric">{count === null ? hidden : decimal(language, count)}</td>
                <td class="numeric">{share === null ? hidden : percent(language, share)}</td>
                {weighted !== null && (
                  <>
                    <td class="numeric">{modelled ? percent(language, modelled.share) : hidden}</td>
                    <td class="numeric">
                      {modelled ? `${percent(language, modelled.low)} – ${percent(language, modelled.high)}` : hidden}
                    </td>
                  </>
                )}
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

function Groups(props: {
  readonly question: PublishedQuestion;
  readonly by: PublishedQuestion['result']['by'][number];
  readonly words: Words;
  /** Whether it is read at once, or opened first. */
  readonly open: boolean;
}): VNode {
  const { question, by, words, open } = props;
  const { t, language } = words;
  const title = t('results-by-title', { dimension: t(variableKey(by.dimension)) });
  if (by.groups === null) return <p class="muted">{`${title}. ${t('results-by-not')}`}</p>;
  const table = (
    <section class="figures" aria-label={title} tabindex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t(variableKey(by.dimension))}</th>
            <th scope="col" class="numeric">
              {t('results-count')}
            </th>
            {question.options.map(({ id }) => (
              <th key={id} scope="col" class="numeric">
                {optionLabel(question, id, words)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {by.groups.map(({ cell, n, counts }) => (
            <tr key={cell}>
              <th scope="row">{cellName(by.dimension, cell, words)}</th>
              <td class="numeric">{n === null ? <Hidden words={words} /> : decimal(language, n)}</td>
              {counts.map((count, o) => (
                <td key={question.options[o]?.id} class="numeric">
                  {count === null || n === null || n === 0 ? (
                    <Hidden words={words} />
                  ) : (
                    <>
                      {percent(language, Math.min(1, count / n))}{' '}
                      <small class="muted">{decimal(language, count)}</small>
                    </>
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
  return (
    <details class="groups" open={open}>
      <summary>{title}</summary>
      {table}
    </details>
  );
}

function Hidden({ words }: { readonly words: Words }): VNode {
  return <span class="muted">{words.t('results-hidden')}</span>;
}

/** What a group of a dimension is called. */
export function cellName(dimension: Dimension | string, cell: string, { t }: Words): string {
  if (cell === '') return t('results-cell-unknown');
  if (dimension === 'language') {
    const language = LANGUAGES.find((one) => one === cell);
    return language === undefined ? cell : t(`language-${language}`);
  }
  if (dimension === 'messenger') {
    return MESSENGERS.some((one) => one === cell) ? `${cell[0]?.toUpperCase()}${cell.slice(1)}` : cell;
  }
  const key = CELLS[cell];
  // A region is called what its organizers call it.
  return dimension === 'region' || key === undefined ? cell : t(key);
}

const CELLS: Readonly<Record<string, TextKey>> = {
  verified: 'results-cell-verified',
  unverified: 'results-cell-unverified',
  female: 'results-cell-female',
  male: 'results-cell-male',
  '18-29': 'results-cell-18-29',
  '30-44': 'results-cell-30-44',
  '45-59': 'results-cell-45-59',
  '60+': 'results-cell-60',
  capital: 'results-cell-capital',
  city: 'results-cell-city',
  town: 'results-cell-town',
  village: 'results-cell-village',
};
