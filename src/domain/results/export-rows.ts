import type { Localized } from '../languages.ts';
import { AGE_GROUPS, type Question, SETTLEMENTS, SEXES, type SurveyDefinition } from '../surveys/definition.ts';
import type { Traits } from './coarsen.ts';

/** A column of an exported file, and what stands in it. */
export interface ExportColumn {
  readonly name: string;
  /** Null: about who answered, or how far. */
  readonly question: Question | null;
  /** Of a question with several answers: the option whose column it is. */
  readonly option: string | null;
  readonly meaning: Localized;
  /** Each value that may stand there, with its meaning; none where it is free. An empty cell: no answer. */
  readonly values: readonly { readonly value: string; readonly meaning: Localized }[];
}

const same = (text: string): Localized => ({ be: text, ru: text, en: text });
const YES_NO = [
  { value: '1', meaning: { be: 'так', ru: 'да', en: 'yes' } },
  { value: '0', meaning: { be: 'не', ru: 'нет', en: 'no' } },
];

/** The codebook: every column of the export in order. */
export function exportColumns(
  { questions }: Pick<SurveyDefinition, 'questions'>,
  { texts }: { readonly texts: boolean },
): readonly ExportColumn[] {
  return [
    about(
      'complete',
      { be: 'Анкета запоўненая да канца', ru: 'Анкета заполнена до конца', en: 'Answered to the end' },
      YES_NO,
    ),
    about('region', { be: 'Рэгіён участка', ru: 'Регион участка', en: 'Region of the polling station' }, []),
    about('sex', { be: 'Пол', ru: 'Пол', en: 'Sex' }, codes(SEXES)),
    about('age_group', { be: 'Узрост', ru: 'Возраст', en: 'Age group' }, codes(AGE_GROUPS)),
    about('settlement', { be: 'Населены пункт', ru: 'Населённый пункт', en: 'Settlement' }, codes(SETTLEMENTS)),
    ...questions.flatMap((question) => columnsOf(question, texts)),
  ];
}

function about(name: string, meaning: Localized, values: ExportColumn['values']): ExportColumn {
  return { name, question: null, option: null, meaning, values };
}

function codes(values: readonly string[]): ExportColumn['values'] {
  return values.map((value) => ({ value, meaning: same(value) }));
}

function columnsOf(question: Question, texts: boolean): readonly ExportColumn[] {
  const column = { name: question.id, question, option: null, meaning: question.text };
  switch (question.kind) {
    case 'one':
      return [{ ...column, values: question.options.map(({ id, label }) => ({ value: id, meaning: label })) }];
    case 'yes-no':
      return [{ ...column, values: YES_NO }];
    case 'several':
      return question.options.map(({ id, label }) => ({
        ...column,
        name: `${question.id}_${id}`,
        option: id,
        meaning: {
          be: `${question.text.be}: ${label.be}`,
          ru: `${question.text.ru}: ${label.ru}`,
          en: `${question.text.en}: ${label.en}`,
        },
        values: YES_NO,
      }));
    case 'scale':
      return [
        {
          ...column,
          values: [
            { value: `${question.from}`, meaning: question.low },
            { value: `${question.to}`, meaning: question.high },
          ],
        },
      ];
    case 'number':
      return [{ ...column, values: [] }];
    case 'text':
      return texts ? [{ ...column, values: [] }] : [];
    default:
      return question satisfies never;
  }
}

export interface ExportedAnswers {
  readonly answers: Readonly<Record<string, unknown>>;
  readonly complete: boolean;
  readonly traits: Traits;
}

/** An answer set as a row: a cell a column; null: no answer. */
export function exportRow(columns: readonly ExportColumn[], row: ExportedAnswers): readonly (string | number | null)[] {
  const own: Readonly<Record<string, string>> = {
    complete: row.complete ? '1' : '0',
    region: row.traits.region,
    sex: row.traits.sex,
    age_group: row.traits.ageGroup,
    settlement: row.traits.settlement,
  };
  return columns.map(({ name, question, option }) => {
    if (question === null) return own[name] || null;
    const answer = Object.hasOwn(row.answers, question.id) ? row.answers[question.id] : null;
    if (answer === null || answer === undefined) return null;
    if (option !== null) return Array.isArray(answer) && answer.includes(option) ? 1 : 0;
    if (question.kind === 'yes-no') return answer === 'yes' ? 1 : 0;
    return typeof answer === 'number' ? answer : String(answer);
  });
}
