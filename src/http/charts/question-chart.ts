import type { Language, Localized } from '../../domain/languages.ts';
import type { PublishedQuestion } from '../../domain/results/publication.ts';
import type { Translate } from '../../i18n/translate.ts';
import type { BarChart } from './charts.ts';

/** Words and figures of one language. */
export interface Words {
  readonly t: Translate;
  readonly language: Language;
}

export function percent(language: Language, share: number, digits = 1): string {
  return new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: digits }).format(share);
}

export function decimal(language: Language, value: number, digits = 2): string {
  return new Intl.NumberFormat(language, { maximumFractionDigits: digits }).format(value);
}

/** What an option is called. */
export function optionLabel(question: PublishedQuestion, optionId: string, { t, language }: Words): string {
  const option = question.options.find(({ id }) => id === optionId);
  if (option?.label != null) return option.label[language];
  if (question.kind === 'yes-no') return t(optionId === 'yes' ? 'results-yes' : 'results-no');
  if (question.ends !== null) return scaleLabel(question, optionId, question.ends, { t, language });
  const [from, to] = optionId.split('..').map(Number);
  if (from === undefined || to === undefined) return optionId;
  return t('results-range', { from: decimal(language, from), to: decimal(language, to) });
}

function scaleLabel(
  { options }: PublishedQuestion,
  number: string,
  ends: { readonly low: Localized; readonly high: Localized },
  { t, language }: Words,
): string {
  const meaning = number === options[0]?.id ? ends.low : number === options.at(-1)?.id ? ends.high : undefined;
  const said = meaning?.[language].trim() ?? '';
  return said === '' ? number : t('results-scale-end', { number, meaning: said });
}

/** The share of everybody who answered; null: hidden. */
export function shareOf({ result }: PublishedQuestion, option: number): number | null {
  const count = result.counts[option] ?? null;
  return count === null || result.n === null || result.n === 0 ? null : Math.min(1, count / result.n);
}

/** A question as a chart: unweighted and, where there are weights, weighted beside it. */
export function questionChart(question: PublishedQuestion, words: Words): BarChart {
  const { t, language } = words;
  const { weighted } = question.result;
  const text = (share: number | null) => (share === null ? t('results-hidden') : percent(language, share));
  return {
    names: {
      first: t('results-share-plain'),
      second: weighted === null ? undefined : t('results-share-weighted'),
    },
    bars: question.options.map(({ id }, o) => {
      const first = shareOf(question, o);
      const second = weighted?.options[o]?.share ?? null;
      return {
        // What a scale's ends mean stands below: a column of numbers is read faster.
        label: question.ends === null ? optionLabel(question, id, words) : id,
        first,
        firstText: text(first),
        ...(weighted === null ? {} : { second, secondText: text(second) }),
      };
    }),
    notes: question.ends === null ? [] : [endsLine(question, question.ends, words)],
  };
}

function endsLine(
  question: PublishedQuestion,
  ends: { readonly low: Localized; readonly high: Localized },
  words: Words,
): string {
  const numbers = [question.options[0]?.id ?? '', question.options.at(-1)?.id ?? ''];
  return numbers.map((number) => scaleLabel(question, number, ends, words)).join('  —  ');
}

/** The chart in words, for who does not see it. */
export function chartInWords(question: PublishedQuestion, words: Words): string {
  const { bars } = questionChart(question, words);
  const figures = bars.map(({ label, firstText, secondText }) =>
    words.t('results-chart-bar', { label, value: secondText ?? firstText }),
  );
  return words.t('results-chart', { question: question.text[words.language], figures: `${figures.join('; ')}.` });
}

/** A question as a picture that stands alone, in a chat. */
export function pictureChart(question: PublishedQuestion, title: Localized, words: Words): BarChart {
  const { t, language } = words;
  const { n } = question.result;
  const chart = questionChart(question, words);
  return {
    ...chart,
    heading: { small: title[language], large: question.text[language] },
    notes: [
      ...(chart.notes ?? []),
      ...(n === null ? [] : [`${t('results-answers', { n })}. ${t('results-self-selected')}`]),
      ...(question.kind === 'several' ? [t('results-several')] : []),
      ...weightingLines(question, words),
    ],
  };
}

/** Everything that belongs beside weighted figures; nothing where there are none. */
export function weightingLines({ result: { weighted } }: PublishedQuestion, { t, language }: Words): readonly string[] {
  if (weighted === null) return [];
  const { n, effectiveN, smallest, largest, leftOut, trimmed, cut, off, variables } = weighted;
  const named = variables.map((variable) => t(variableKey(variable))).join(', ');
  return [
    t('results-weighted-by', {
      variables: named,
      n,
      effective: decimal(language, effectiveN, 0),
      smallest: decimal(language, smallest),
      largest: decimal(language, largest),
    }),
    ...(leftOut > 0 ? [t('results-left-out', { n: leftOut })] : []),
    trimmed > 0
      ? t('results-trimmed', { n: trimmed, cut: decimal(language, cut), off: percent(language, off) })
      : t('results-not-trimmed', { cut: decimal(language, cut) }),
    t('results-assuming'),
  ];
}

/** What something that answers are weighted or broken down by is called. */
export function variableKey(variable: string) {
  switch (variable) {
    case 'messenger':
    case 'language':
    case 'region':
    case 'tier':
    case 'sex':
    case 'age-group':
    case 'settlement':
      return `results-by-${variable}` as const;
    default:
      throw new Error(`Nothing is weighted by ${variable}`);
  }
}
