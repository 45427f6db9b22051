import type { VNode } from 'preact';
import type { Estimate } from '../../../actions/broadcasts/estimate.ts';
import { MESSENGER_NAMES, MESSENGERS } from '../../../domain/people.ts';
import type { Translate } from '../../../i18n/translate.ts';
import { Stat, Time } from '../ui/data.tsx';
import { Notice } from '../ui/messages.tsx';
import { durationWords } from './audience-words.ts';

/** How many will get it, how long that takes, and what Viber charges. */
export function EstimateView(props: {
  readonly t: Translate;
  readonly estimate: Estimate;
  readonly language: string;
  readonly timeZone: string;
}): VNode {
  const { t, estimate, language, timeZone } = props;
  const { recipients, seconds, endsAt, viberCost } = estimate;
  const all = recipients.telegram + recipients.viber;
  if (all === 0) return <Notice tone="warning">{t('broadcasts-nobody')}</Notice>;
  const byMessenger = MESSENGERS.map(
    (messenger) => `${MESSENGER_NAMES[messenger]} ${t('broadcasts-number', { number: recipients[messenger] })}`,
  );
  const price = viberCost && new Intl.NumberFormat(language, { style: 'currency', currency: viberCost.currency });
  return (
    <div class="stats">
      <Stat
        label={t('broadcasts-recipients')}
        value={t('broadcasts-number', { number: all })}
        note={byMessenger.join(' · ')}
      />
      <div class="stat">
        <span class="stat-label">{t('broadcasts-takes')}</span>
        <strong class="stat-value">{durationWords(t, seconds)}</strong>
        <small>
          {t('broadcasts-ends-at')} <Time at={endsAt} language={language} zone={timeZone} />
        </small>
      </div>
      {recipients.viber > 0 && (
        <Stat
          label={t('broadcasts-viber-cost')}
          value={viberCost === undefined || price === undefined ? '–' : price.format(viberCost.amount)}
          note={t(viberCost === undefined ? 'broadcasts-viber-cost-unknown' : 'broadcasts-viber-cost-note')}
        />
      )}
    </div>
  );
}
