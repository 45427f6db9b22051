import { AGE_GROUPS, type Profile, SETTLEMENTS, SEXES } from '../domain/surveys/definition.ts';
import type { TextKey } from '../i18n/keys.ts';
import type { Translate } from '../i18n/translate.ts';
import type { Dialogue, Talk } from './dialogue.ts';
import { pairs } from './labels.ts';

/** Three short questions about oneself, each to be skipped. What was said so far is kept at once. */
export const profile: Dialogue = {
  name: 'profile',
  version: 1,
  purpose: 'Sex, age group and settlement, for weighting: asked once, optional.',
  async run(talk) {
    const { t } = talk;
    let said: Profile = { sex: null, ageGroup: null, settlement: null };
    const sex = await choose(talk, 'profile-sex', 'sex', SEXES);
    if (sex !== 'stop') {
      said = { ...said, sex };
      await talk.intend({ do: 'set-profile', ...said });
      const ageGroup = await choose(talk, 'profile-age', 'age', AGE_GROUPS);
      if (ageGroup !== 'stop') {
        said = { ...said, ageGroup };
        await talk.intend({ do: 'set-profile', ...said });
        const settlement = await choose(talk, 'profile-settlement', 'settlement', SETTLEMENTS);
        if (settlement !== 'stop') said = { ...said, settlement };
      }
    }
    // Also whoever said nothing has been asked.
    await talk.intend({ do: 'set-profile', ...said });
    await talk.say(t(isEmpty(said) ? 'profile-nothing' : 'profile-saved'));
    return undefined;
  },
};

async function choose<T extends string>(
  talk: Talk,
  question: TextKey,
  group: 'sex' | 'age' | 'settlement',
  values: readonly T[],
): Promise<T | null | 'stop'> {
  const { t } = talk;
  const answer = await talk.choose(() => ({
    text: t(question),
    options: [
      ...pairs(values.map((value) => ({ id: `${group}:${value}`, label: profileWord(t, value) }))),
      [
        { id: `${group}:skip`, label: t('profile-skip') },
        { id: `${group}:stop`, label: t('profile-stop') },
      ],
    ],
  }));
  if (answer === `${group}:stop`) return 'stop';
  return values.find((value) => answer === `${group}:${value}`) ?? null;
}

export function isEmpty({ sex, ageGroup, settlement }: Profile): boolean {
  return sex === null && ageGroup === null && settlement === null;
}

/** What somebody said about themselves, in one line. */
export function profileInWords(t: Translate, { sex, ageGroup, settlement }: Profile): string {
  return [sex, ageGroup, settlement]
    .filter((value) => value !== null)
    .map((value) => profileWord(t, value))
    .join(', ')
    .toLowerCase();
}

function profileWord(t: Translate, value: string): string {
  // Ids of texts take no plus.
  return t(`profile-${value.replace('+', '')}` as TextKey);
}
