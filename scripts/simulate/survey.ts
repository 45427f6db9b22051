import type { Seeded } from '../../bots/playground/sample-ballots/seeded.ts';
import type { Localized } from '../../src/domain/languages.ts';
import {
  AGE_GROUPS,
  type Answer,
  type Profile,
  type Question,
  SETTLEMENTS,
  SEXES,
  type SurveyDefinition,
} from '../../src/domain/surveys/definition.ts';
import type { Database } from '../../src/storage/database.ts';

/** The survey of a simulation. */
export const SURVEY_ID = 'simulated';

const said = (be: string, ru: string, en: string): Localized => ({ be, ru, en });
const common = (id: string, text: Localized) => ({ id, text, optional: false, branches: [] });
const option = (id: string, label: Localized) => ({ id, label });

export const QUESTIONS: readonly Question[] = [
  {
    kind: 'one',
    ...common('roads', said('Якія ў вас дарогі?', 'Какие у вас дороги?', 'What are your roads like?')),
    options: [
      option('good', said('Добрыя', 'Хорошие', 'Good')),
      option('bad', said('Дрэнныя', 'Плохие', 'Bad')),
      option('none', said('Іх няма', 'Их нет', 'There are none')),
    ],
    branches: [{ question: 'roads', anyOf: ['none'], to: 'why' }],
  },
  {
    kind: 'several',
    ...common('by', said('На чым вы ездзіце?', 'На чём вы ездите?', 'How do you get about?')),
    options: [
      option('bus', said('Аўтобус', 'Автобус', 'By bus')),
      option('car', said('Аўто', 'Машина', 'By car')),
      option('bike', said('Ровар', 'Велосипед', 'By bicycle')),
      option('foot', said('Пешшу', 'Пешком', 'On foot')),
    ],
    min: 1,
    max: 3,
  },
  {
    kind: 'scale',
    ...common('mark', said('Ацаніце сваю вуліцу.', 'Оцените свою улицу.', 'How good is your street?')),
    from: 1,
    to: 5,
    low: said('дрэнная', 'плохая', 'bad'),
    high: said('добрая', 'хорошая', 'good'),
  },
  {
    kind: 'yes-no',
    ...common('lights', said('Ці ёсць на ёй святло?', 'Есть ли на ней свет?', 'Does it have lights?')),
    optional: true,
  },
  {
    kind: 'number',
    ...common(
      'walk',
      said('Колькі хвілін да прыпынку?', 'Сколько минут до остановки?', 'How many minutes to the bus stop?'),
    ),
    min: 0,
    max: 240,
  },
  {
    kind: 'text',
    ...common('why', said('Што б вы змянілі?', 'Что бы вы изменили?', 'What would you change?')),
    optional: true,
    longest: 200,
  },
];

export const DEFINITION: SurveyDefinition = {
  title: said('Дарогі', 'Дороги', 'Roads'),
  intro: said('Шэсць кароткіх пытанняў.', 'Шесть коротких вопросов.', 'Six short questions.'),
  thanks: said(
    'Дзякуй за адказы пра дарогі.',
    'Спасибо за ответы о дорогах.',
    'Thank you for what you said about roads.',
  ),
  questions: [...QUESTIONS],
  asksProfile: true,
  partner: null,
  liveCounter: false,
};

/** Opens it on a scratch system. */
export async function openSimulatedSurvey({ pool }: Database): Promise<void> {
  await pool.query(`insert into surveys (id, definition, state) values ($1, $2, 'open')`, [
    SURVEY_ID,
    JSON.stringify(DEFINITION),
  ]);
}

/** One go at the survey: what a citizen answers, the same however often they are asked, and where they stop. */
export interface SurveyPlan {
  readonly do: 'survey';
  readonly answers: Readonly<Record<string, Answer>>;
  /** Leaves when this question comes. */
  readonly stopsAt: string | undefined;
  /** Goes back once from this question. */
  readonly backFrom: string | undefined;
  readonly profile: Profile;
}

export function surveyPlan(random: Seeded, number: number): SurveyPlan {
  const below = (most: number) => Math.floor(random.next() * most);
  const chance = (share: number) => random.next() < share;
  const someOf = <T>(values: readonly [T, ...T[]]): T | null => (chance(0.2) ? null : random.pick(values));
  const by = ['bus', 'car', 'bike', 'foot'].filter(() => chance(0.4)).slice(0, 3);
  return {
    do: 'survey',
    answers: {
      roads: random.pick(['good', 'bad', 'bad', 'none']),
      by: by.length === 0 ? ['bus'] : by,
      mark: 1 + below(5),
      lights: chance(0.3) ? null : random.pick(['yes', 'no']),
      walk: below(241),
      why: chance(0.3) ? null : `citizen ${number} wants ${below(1_000)} lamps`,
    },
    stopsAt: chance(0.2) ? random.pick(['by', 'mark', 'walk', 'why']) : undefined,
    backFrom: chance(0.15) ? random.pick(['by', 'lights', 'why']) : undefined,
    profile: { sex: someOf(SEXES), ageGroup: someOf(AGE_GROUPS), settlement: someOf(SETTLEMENTS) },
  };
}
