import type { SolidarityDirectory } from '../../src/domain/solidarity/directory.ts';

/** A directory with one fund, which helps in two ways. The account is the example of the IBAN registry. */
export const DIRECTORY: SolidarityDirectory = {
  asOf: '2031-05-04',
  funds: [
    {
      id: 'lagoda',
      name: { be: 'Фонд Лагода', ru: 'Фонд Лагода', en: 'Lagoda Fund' },
      about: { be: 'Плаціць за лекі.', ru: 'Платит за лекарства.', en: 'Pays for medicine.' },
      forWhom: { be: 'Для параненых', ru: 'Для раненых', en: 'For who was hurt' },
      help: ['medical', 'legal'],
      countries: [],
      languages: ['be', 'en'],
      website: 'https://lagoda.org/',
      contacts: [{ kind: 'signal', value: 'lagoda.42' }],
      ways: [{ kind: 'iban', value: 'DE89370400440532013000', holder: 'Lagoda e.V.', bic: '', checks: ['spoke'] }],
      checks: ['register'],
      checkedOn: '2031-05-01',
      replaced: [],
      dead: [],
    },
  ],
  appeals: [],
};
