import { may } from '../../../domain/permissions.ts';
import { wordsIn } from '../../../domain/some-languages.ts';
import { listFunds } from '../../../storage/funds.ts';
import type { ConsoleReply, ConsoleRequest } from '../route.ts';
import { Table } from '../ui/data.tsx';
import { Badge, EmptyState } from '../ui/messages.tsx';
import type { SolidarityPagesDeps } from './deps.ts';
import { StateBadge } from './parts.tsx';

/** All funds, by name. */
export async function fundListPage(deps: SolidarityPagesDeps, request: ConsoleRequest): Promise<ConsoleReply> {
  const { t, language, organizer } = request;
  const collator = new Intl.Collator(language);
  const funds = (await listFunds(deps.database.pool))
    .map((fund) => ({ ...fund, name: wordsIn(fund.draft.name, language) }))
    .sort((a, b) => collator.compare(a.name, b.name));
  const create = (
    <a class="button" href="/console/solidarity/new">
      {t('solidarity-new')}
    </a>
  );
  const mayEdit = may(organizer?.role, 'solidarity.edit');
  return {
    kind: 'page',
    title: t('solidarity-heading'),
    lead: t('solidarity-lead'),
    ...(mayEdit && { actions: create }),
    body:
      funds.length === 0 ? (
        <EmptyState
          title={t('solidarity-empty')}
          text={t('solidarity-empty-text')}
          {...(mayEdit && { action: create })}
        />
      ) : (
        <Table
          caption={t('solidarity-heading')}
          columns={[
            { label: t('solidarity-name') },
            { label: t('solidarity-state') },
            { label: t('solidarity-checked') },
            { label: t('solidarity-help') },
          ]}
          rows={funds.map(({ id, name, state, checkedOn, draft, dead }) => [
            <a key="n" href={`/console/solidarity/${id}`}>
              {name}
            </a>,
            <>
              <StateBadge t={t} state={state} />{' '}
              {dead.length > 0 && <Badge tone="bad">{t('solidarity-some-dead')}</Badge>}
            </>,
            checkedOn ?? '–',
            draft.help.map((kind) => t(`solidarity-help-${kind}`)).join(', '),
          ])}
        />
      ),
  };
}
