import type { VNode } from 'preact';
import type { CheckedChain } from '../../../actions/watch-audit.ts';
import type { ChainFault } from '../../../domain/audit.ts';
import type { TextKey } from '../../../i18n/keys.ts';
import type { Translate } from '../../../i18n/translate.ts';
import { Notice, Problem } from '../ui/messages.tsx';

const FAULTS: Readonly<Record<ChainFault['kind'], TextKey>> = {
  missing: 'audit-fault-missing',
  changed: 'audit-fault-changed',
  'out-of-order': 'audit-fault-out-of-order',
  // These two are about an entry that somebody wrote down; the page asks for none.
  'not-expected': 'audit-fault-changed',
  'cut-off': 'audit-fault-missing',
};
const FAULTS_SHOWN = 20;

/** What the last check of the chain found. `isFirst`: the page checks by itself as soon as it is there. */
export function ChainCard(props: {
  readonly t: Translate;
  readonly chain: CheckedChain | undefined;
  readonly isFirst?: boolean;
}): VNode {
  const { t, chain, isFirst = false } = props;
  const load = isFirst ? { 'hx-get': '/console/audit/chain', 'hx-trigger': 'load', 'hx-swap': 'outerHTML' } : {};
  return (
    <section class="card" id="chain" {...load}>
      <div class="card-title">
        <h2>{t('audit-chain')}</h2>
        <div class="actions">
          <a
            class="button secondary small"
            href="/console/audit/chain"
            hx-get="/console/audit/chain"
            hx-target="#chain"
            hx-swap="outerHTML"
          >
            {t('audit-chain-check')}
          </a>
        </div>
      </div>
      {chain === undefined ? <p>{t('audit-chain-unknown')}</p> : <Found t={t} chain={chain} />}
    </section>
  );
}

function Found({ t, chain }: { readonly t: Translate; readonly chain: CheckedChain }): VNode {
  const { entries, faults, last, at } = chain;
  const items = faults.slice(0, FAULTS_SHOWN).map(({ number, kind }) => t(FAULTS[kind], { number: `${number}` }));
  const more = faults.length - items.length;
  return (
    <>
      {faults.length === 0 ? (
        <Notice tone="good">
          <p>{t('audit-chain-right', { entries })}</p>
        </Notice>
      ) : (
        <Problem
          title={t('audit-chain-wrong')}
          text={t('audit-chain-wrong-text')}
          items={more > 0 ? [...items, t('audit-fault-more', { n: more })] : items}
        />
      )}
      <p>
        <small class="muted">{t('audit-chain-checked-at', { time: at.toISOString().slice(11, 19) })}</small>
      </p>
      {faults.length === 0 && entries > 0 && (
        <p>
          <small class="muted">{t('audit-chain-head')}</small>
          <br />
          <code class="breaks">{`${last.number}:${last.hash.toString('hex')}`}</code>
        </p>
      )}
    </>
  );
}
