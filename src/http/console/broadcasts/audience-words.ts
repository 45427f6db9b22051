import type { Audience } from '../../../domain/audience.ts';
import { MESSENGER_NAMES } from '../../../domain/people.ts';
import type { TextKey } from '../../../i18n/keys.ts';
import type { Translate } from '../../../i18n/translate.ts';

/** Whom a broadcast is for, in words: a name and what it is narrowed to. Empty: everybody. */
export function audienceWords(t: Translate, audience: Audience): readonly (readonly [string, string])[] {
  const words: [string, string][] = [];
  const add = (name: TextKey, values: readonly string[]) => {
    if (values.length > 0) words.push([t(name), values.join(', ')]);
  };
  add(
    'broadcasts-messengers',
    audience.messengers.map((m) => MESSENGER_NAMES[m]),
  );
  add(
    'broadcasts-languages',
    audience.languages.map((l) => t(`language-${l}`)),
  );
  add(
    'broadcasts-tiers',
    audience.tiers.map((tier) => t(`broadcasts-tier-${tier}`)),
  );
  add(
    'broadcasts-places',
    audience.places.map((path) => path.join(' › ')),
  );
  add(
    'broadcasts-sexes',
    audience.sexes.map((sex) => t(`broadcasts-sex-${sex}`)),
  );
  add('broadcasts-ages', audience.ageGroups);
  add(
    'broadcasts-settlements',
    audience.settlements.map((place) => t(`broadcasts-settlement-${place}`)),
  );
  if (audience.ballot !== null) {
    add('broadcasts-ballot', [t(audience.ballot.handedIn ? 'broadcasts-ballot-yes' : 'broadcasts-ballot-no')]);
  }
  if (audience.survey !== null) {
    const { id, answered } = audience.survey;
    add('broadcasts-answered', [
      t(answered ? 'broadcasts-answered-yes-to' : 'broadcasts-answered-no-to', { survey: id }),
    ]);
  }
  if (audience.march != null) add('broadcasts-march', [audience.march.id]);
  return words;
}

/** A stretch of time for a plan: minutes below an hour, days above two. */
export function durationWords(t: Translate, seconds: number): string {
  const minutes = Math.max(1, Math.round(seconds / 60));
  if (seconds < 60) return t('broadcasts-under-a-minute');
  if (minutes < 60) return t('broadcasts-minutes', { minutes });
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return t('broadcasts-hours-minutes', { hours, minutes: minutes % 60 });
  return t('broadcasts-days-hours', { days: Math.floor(hours / 24), hours: hours % 24 });
}
