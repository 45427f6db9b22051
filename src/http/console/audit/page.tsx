import type { VNode } from 'preact';
import type { CheckedChain } from '../../../actions/watch-audit.ts';
import type { Json } from '../../../domain/canonical-json.ts';
import type { Language } from '../../../domain/languages.ts';
import type { Translate } from '../../../i18n/translate.ts';
import type { ShownAuditEntry } from '../../../storage/audit.ts';
import type { FormValues } from '../route.ts';
import { Pager, Table, Time } from '../ui/data.tsx';
import { Field, type Option, Row, Select } from '../ui/fields.tsx';
import { Actions } from '../ui/forms.tsx';
import { EmptyState } from '../ui/messages.tsx';
import { ChainCard } from './chain-card.tsx';
import type { AskedFor } from './filter.ts';

export interface AuditPageProps {
  readonly t: Translate;
  readonly language: Language;
  readonly query: FormValues;
  readonly asked: AskedFor;
  readonly entries: readonly ShownAuditEntry[];
  /** Every action in the trail. */
  readonly actions: readonly string[];
  readonly authors: readonly { readonly id: string; readonly alias: string }[];
  readonly chain: CheckedChain | undefined;
  readonly newer: string | undefined;
  readonly older: string | undefined;
}

/** The chain's state, the filter, and a page of entries. */
export function AuditPageBody(props: AuditPageProps): VNode {
  const { t, asked, entries, chain, newer, older } = props;
  return (
    <>
      <ChainCard t={t} chain={chain} isFirst />
      <FilterForm {...props} />
      {entries.length > 0 ? (
        <Entries {...props} />
      ) : asked.isNarrow ? (
        <EmptyState title={t('audit-nothing-found')} text={t('audit-nothing-found-text')} />
      ) : (
        <EmptyState title={t('audit-empty')} text={t('audit-empty-text')} />
      )}
      <Pager t={t} previous={newer} next={older} />
    </>
  );
}

function FilterForm({ t, query, asked, actions, authors }: AuditPageProps): VNode {
  const any: Option = { value: '', label: t('audit-filter-any') };
  const subjects = [...new Set(actions.map((action) => action.split('.')[0] ?? action))];
  const actionOptions: Option[] = subjects.flatMap((subject) => {
    const own = actions.filter((action) => action === subject || action.startsWith(`${subject}.`));
    const all = { value: `${subject}.`, label: t('audit-filter-all-of', { subject }) };
    return [...(own.length > 1 ? [all] : []), ...own.map((action) => ({ value: action, label: action }))];
  });
  const who: Option[] = [
    ...authors.map(({ id, alias }) => ({ value: id, label: alias })),
    { value: 'none', label: t('audit-nobody') },
  ];
  const error = (name: 'from' | 'until') => {
    const key = asked.errors[name];
    return key === undefined ? {} : { error: t(key) };
  };
  return (
    <details class="card" open={asked.isNarrow}>
      <summary>{t('audit-filter')}</summary>
      <form method="get" action="/console/audit" novalidate>
        <Row>
          <Select
            name="action"
            label={t('audit-action')}
            options={[any, ...actionOptions]}
            value={query.get('action')}
          />
          <Select name="who" label={t('audit-who')} options={[any, ...who]} value={query.get('who')} />
          <Field name="subject" label={t('audit-filter-subject')} value={query.get('subject')} maxLength={200} />
        </Row>
        <Row>
          <Field name="from" type="date" label={t('audit-filter-from')} value={query.get('from')} {...error('from')} />
          <Field
            name="until"
            type="date"
            label={t('audit-filter-until')}
            value={query.get('until')}
            {...error('until')}
          />
        </Row>
        <Actions>
          <button type="submit">{t('audit-filter')}</button>
          {asked.isNarrow && (
            <a class="button secondary" href="/console/audit">
              {t('audit-filter-clear')}
            </a>
          )}
        </Actions>
      </form>
    </details>
  );
}

function Entries({ t, language, entries }: AuditPageProps): VNode {
  return (
    <Table
      caption={t('audit-title')}
      columns={[
        { label: t('audit-number'), numeric: true },
        { label: t('audit-at') },
        { label: t('audit-who') },
        { label: t('audit-action') },
        { label: t('audit-subject') },
        { label: t('audit-detail') },
      ]}
      rows={entries.map((entry) => [
        entry.number,
        <Time key="at" at={entry.at} language={language} zone="UTC" />,
        entry.alias ?? t('audit-nobody'),
        <code key="action">{entry.action}</code>,
        <a key="subject" class="breaks" href={`/console/audit?subject=${encodeURIComponent(entry.subject)}`}>
          {entry.subject}
        </a>,
        <Detail key="detail" entry={entry} />,
      ])}
    />
  );
}

function Detail({ entry }: { readonly entry: ShownAuditEntry }): VNode {
  return (
    <div class="audit-detail">
      {Object.entries(entry.detail).map(([name, value]) => (
        <div key={name} class="breaks">
          <small>{name}</small> {shown(value)}
        </div>
      ))}
    </div>
  );
}

function shown(value: Json | undefined): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
