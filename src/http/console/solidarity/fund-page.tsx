import type { VNode } from 'preact';
import { appealPage } from '../../../actions/solidarity/entry.ts';
import { may } from '../../../domain/permissions.ts';
import { changesBetween, placesOf } from '../../../domain/solidarity/places.ts';
import { wordsIn } from '../../../domain/some-languages.ts';
import { moneyInWords } from '../../../i18n/solidarity-words.ts';
import { listAppealsOf } from '../../../storage/appeals.ts';
import { checkersOf, type FundRow } from '../../../storage/funds.ts';
import type { ConsoleReply, ConsoleRequest } from '../route.ts';
import { Card, Table } from '../ui/data.tsx';
import { Actions, Confirm } from '../ui/forms.tsx';
import { Badge, Notice } from '../ui/messages.tsx';
import { FundFacts } from './content.tsx';
import type { SolidarityPagesDeps } from './deps.ts';
import { PublicPlaces, ReplacedPlaces } from './entry-parts.tsx';
import { Changes, StateBadge } from './parts.tsx';

/** One fund: what is public of it, what is written, its appeals, and what may be done. */
export async function fundPage(
  deps: SolidarityPagesDeps,
  request: ConsoleRequest,
  fund: FundRow,
): Promise<ConsoleReply> {
  const { t, language, csrf, organizer } = request;
  const { id, state, draft, published, proposalId, checkedOn } = fund;
  const q = deps.database.pool;
  const here = `/console/solidarity/${id}`;
  const mayEdit = may(organizer?.role, 'solidarity.edit');
  const appeals = await listAppealsOf(q, id);
  const checkers = proposalId === null ? undefined : await checkersOf(q, proposalId);
  const differs = JSON.stringify(draft) !== JSON.stringify(published) || state === 'hidden';
  const changes = changesBetween(placesOf(published), placesOf(draft));
  return {
    kind: 'page',
    title: wordsIn(draft.name, language),
    back: { href: '/console/solidarity', label: t('solidarity-heading') },
    actions: <StateBadge t={t} state={state} />,
    body: (
      <>
        {state === 'hidden' && <Notice tone="bad">{t('solidarity-hidden-note')}</Notice>}
        {mayEdit && <Doings {...request} here={here} fund={fund} appeals={appeals.length} />}
        {checkers !== undefined && (
          <p>
            {t('solidarity-checked-by', { day: checkedOn ?? '', first: checkers[0], second: checkers[1] })}{' '}
            {state === 'public' && (
              <a href={`/solidarity/funds/${id}?lang=${language}`}>{`${deps.origin}/solidarity/funds/${id}`}</a>
            )}
          </p>
        )}
        {differs && published !== null && (
          <Card title={t('solidarity-not-public-yet')}>
            <Changes t={t} changes={changes} />
          </Card>
        )}
        {state === 'public' && (
          <PublicPlaces
            t={t}
            csrf={csrf}
            action={`${here}/dead`}
            places={placesOf(published)}
            dead={fund.dead}
            mayEdit={mayEdit}
          />
        )}
        <ReplacedPlaces t={t} replaced={fund.replaced} at={deps.now()} />
        <Card title={t(differs ? 'solidarity-written' : 'solidarity-public')}>
          <FundFacts t={t} language={language} fund={draft} />
        </Card>
        <Card title={t('solidarity-appeals')}>
          {appeals.length === 0 ? (
            <p>{t('solidarity-no-appeals')}</p>
          ) : (
            <Table
              caption={t('solidarity-appeals')}
              columns={[
                { label: t('solidarity-title') },
                { label: t('solidarity-state') },
                { label: t('solidarity-status') },
                { label: t('solidarity-goal'), numeric: true },
              ]}
              rows={appeals.map((appeal) => [
                <a key="a" href={`/console${appealPage(id, appeal.id)}`}>
                  {wordsIn(appeal.draft.title, language)}
                </a>,
                <StateBadge key="s" t={t} state={appeal.state} />,
                <Badge key="b">{t(`solidarity-status-${appeal.status}`)}</Badge>,
                moneyInWords(language, appeal.draft.goal),
              ])}
            />
          )}
          {mayEdit && (
            <Actions>
              <a class="button secondary" href={`${here}/appeals/new`}>
                {t('solidarity-new-appeal')}
              </a>
            </Actions>
          )}
        </Card>
      </>
    ),
  };
}

function Doings(
  props: Pick<ConsoleRequest, 't' | 'csrf'> & {
    readonly here: string;
    readonly fund: FundRow;
    readonly appeals: number;
  },
): VNode {
  const { t, csrf, here, fund, appeals } = props;
  const { state, revision } = fund;
  return (
    <Actions>
      <a class="button secondary" href={`${here}/edit`}>
        {t('solidarity-edit')}
      </a>
      <Confirm
        label={t(state === 'public' ? 'solidarity-propose-again' : 'solidarity-propose')}
        question={t('solidarity-propose-question')}
        confirm={t('solidarity-propose-yes')}
        action={`${here}/propose`}
        csrf={csrf}
        fields={{ revision: `${revision}` }}
      />
      {state === 'public' && (
        <Confirm
          label={t('solidarity-hide')}
          question={t('solidarity-hide-question')}
          confirm={t('solidarity-hide-yes')}
          action={`${here}/hide`}
          csrf={csrf}
          tone="bad"
        />
      )}
      {state === 'draft' && appeals === 0 && (
        <Confirm
          label={t('solidarity-delete')}
          question={t('solidarity-delete-question')}
          confirm={t('solidarity-delete-yes')}
          action={`${here}/delete`}
          csrf={csrf}
          tone="bad"
        />
      )}
    </Actions>
  );
}
