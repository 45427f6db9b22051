import type { Election } from '../../src/domain/elections.ts';

/** The presidential election of 2020 in Belarus, as its data set names the choices. */
export const ELECTION_2020: Election = {
  id: 'belarus-2020',
  name: { be: 'Выбары прэзідэнта, 2020', ru: 'Выборы президента, 2020', en: 'Presidential election, 2020' },
  choices: [
    { id: 'dmitriyev', name: { be: 'Дзмітрыеў', ru: 'Дмитриев', en: 'Dmitriyev' } },
    { id: 'kanopatskaja', name: { be: 'Канапацкая', ru: 'Канопацкая', en: 'Kanapatskaya' } },
    { id: 'lukashenko', name: { be: 'Лукашэнка', ru: 'Лукашенко', en: 'Lukashenko' } },
    { id: 'tihanovkaja', name: { be: 'Ціханоўская', ru: 'Тихановская', en: 'Tsikhanouskaya' } },
    { id: 'cherechen', name: { be: 'Чэрачэнь', ru: 'Черечень', en: 'Cherachen' } },
    { id: 'against', name: { be: 'Супраць усіх', ru: 'Против всех', en: 'Against all' } },
  ],
  opensOn: '2020-08-04',
  closesOn: '2020-08-09',
  timeZone: 'Europe/Minsk',
  trustedPrefixes: ['+375'],
  photoSides: 2,
};
