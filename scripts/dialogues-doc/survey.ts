import type { SurveyView } from '../../src/actions/look-ups.ts';
import type { Localized } from '../../src/domain/languages.ts';

const said = (be: string, ru: string, en: string): Localized => ({ be, ru, en });

/** A survey with a question of each kind, in a country that does not exist. */
export const SURVEY: SurveyView = {
  id: 'lagoda-roads',
  phase: 'open',
  changeable: true,
  definition: {
    title: said('Дарогі Лагоды', 'Дороги Лагоды', 'The roads of Lagoda'),
    intro: said('Шэсць кароткіх пытанняў.', 'Шесть коротких вопросов.', 'Six short questions.'),
    thanks: said('Дзякуй за адказы.', 'Спасибо за ответы.', 'Thank you for answering.'),
    asksProfile: true,
    partner: null,
    liveCounter: false,
    questions: [
      {
        kind: 'one',
        id: 'state',
        text: said('Якія ў вас дарогі?', 'Какие у вас дороги?', 'What are your roads like?'),
        optional: false,
        branches: [],
        options: [
          { id: 'good', label: said('Добрыя', 'Хорошие', 'Good') },
          { id: 'bad', label: said('Дрэнныя', 'Плохие', 'Bad') },
        ],
      },
      {
        kind: 'several',
        id: 'by',
        text: said('На чым вы ездзіце?', 'На чём вы ездите?', 'How do you get about?'),
        optional: false,
        branches: [],
        options: [
          { id: 'bus', label: said('Аўтобус', 'Автобус', 'By bus') },
          { id: 'bike', label: said('Ровар', 'Велосипед', 'By bicycle') },
          { id: 'foot', label: said('Пешшу', 'Пешком', 'On foot') },
        ],
        min: 1,
        max: 2,
      },
      {
        kind: 'scale',
        id: 'mark',
        text: said('Ацаніце сваю вуліцу.', 'Оцените свою улицу.', 'How good is your street?'),
        optional: false,
        branches: [],
        from: 1,
        to: 5,
        low: said('дрэнная', 'плохая', 'bad'),
        high: said('добрая', 'хорошая', 'good'),
      },
      {
        kind: 'yes-no',
        id: 'lights',
        text: said('Ці ёсць на ёй святло?', 'Есть ли на ней свет?', 'Does it have lights?'),
        optional: true,
        branches: [],
      },
      {
        kind: 'number',
        id: 'walk',
        text: said('Колькі хвілін да прыпынку?', 'Сколько минут до остановки?', 'How many minutes to the bus stop?'),
        optional: false,
        branches: [],
        min: 0,
        max: 240,
      },
      {
        kind: 'text',
        id: 'else',
        text: said('Што яшчэ?', 'Что ещё?', 'Anything else?'),
        optional: true,
        branches: [],
        longest: 300,
      },
    ],
  },
};
