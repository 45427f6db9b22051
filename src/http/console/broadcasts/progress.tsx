import type { VNode } from 'preact';
import type { BroadcastProgress, MessengerProgress } from '../../../domain/broadcasts.ts';
import { MESSENGER_NAMES, MESSENGERS } from '../../../domain/people.ts';
import type { Translate } from '../../../i18n/translate.ts';
import { Facts, ProgressBar, Stat, Table } from '../ui/data.tsx';
import { durationWords } from './audience-words.ts';

/** How far a broadcast is: a bar, what became of its recipients, and why some did not get it. */
export function ProgressView({ t, progress }: { readonly t: Translate; readonly progress: BroadcastProgress }): VNode {
  const { recipients, byMessenger, reasons, perSecond, secondsLeft, state } = progress;
  const sum = (of: (m: MessengerProgress) => number) => MESSENGERS.reduce((all, m) => all + of(byMessenger[m]), 0);
  const waiting = sum((m) => m.waiting);
  const used = MESSENGERS.filter((messenger) => byMessenger[messenger].recipients > 0);
  return (
    <>
      <ProgressBar label={t('broadcasts-progress')} value={recipients - waiting} max={recipients} />
      <p>
        {t(state === 'fixing' ? 'broadcasts-fixing' : 'broadcasts-done-of', {
          done: recipients - waiting,
          all: recipients,
        })}
        {secondsLeft !== undefined &&
          waiting > 0 &&
          ` · ${t('broadcasts-left', { time: durationWords(t, secondsLeft) })}`}
      </p>
      <div class="stats">
        <Stat
          label={t('broadcasts-sent')}
          value={t('broadcasts-number', { number: sum((m) => m.sent) })}
          note={t('broadcasts-sent-note')}
        />
        <Stat label={t('broadcasts-blocked')} value={t('broadcasts-number', { number: sum((m) => m.blocked) })} />
        <Stat label={t('broadcasts-failed')} value={t('broadcasts-number', { number: sum((m) => m.failed) })} />
        <Stat
          label={t('broadcasts-uncertain')}
          value={t('broadcasts-number', { number: sum((m) => m.uncertain) })}
          note={t('broadcasts-uncertain-note')}
        />
        <Stat label={t('broadcasts-left-out')} value={t('broadcasts-number', { number: sum((m) => m.leftOut) })} />
        <Stat
          label={t('broadcasts-rate')}
          value={
            perSecond === undefined ? '–' : t('broadcasts-per-second', { number: Math.round(perSecond * 10) / 10 })
          }
        />
      </div>
      {used.length > 1 && (
        <Table
          caption={t('broadcasts-by-messenger')}
          columns={[
            { label: t('broadcasts-messenger') },
            { label: t('broadcasts-recipients'), numeric: true },
            { label: t('broadcasts-sent'), numeric: true },
            { label: t('broadcasts-blocked'), numeric: true },
            { label: t('broadcasts-failed'), numeric: true },
            { label: t('broadcasts-waiting'), numeric: true },
          ]}
          rows={used.map((messenger) => {
            const { recipients: all, sent, blocked, failed, waiting: left } = byMessenger[messenger];
            const numbers = [all, sent, blocked, failed, left].map((number) => t('broadcasts-number', { number }));
            return [MESSENGER_NAMES[messenger], ...numbers];
          })}
        />
      )}
      {reasons.length > 0 && (
        <>
          <h3>{t('broadcasts-reasons')}</h3>
          <Facts
            items={reasons.map(({ outcome, code, count }) => [
              `${t(`broadcasts-${outcome}`)}${code === '' ? '' : ` · ${code}`}`,
              t('broadcasts-number', { number: count }),
            ])}
          />
        </>
      )}
    </>
  );
}
