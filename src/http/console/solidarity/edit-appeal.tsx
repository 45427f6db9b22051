import type { VNode } from 'preact';
import { appealPage } from '../../../actions/solidarity/entry.ts';
import { saveAppeal } from '../../../actions/solidarity/save-appeal.ts';
import { dayOf } from '../../../domain/days.ts';
import type { AppealRow } from '../../../storage/appeals.ts';
import type { FundRow } from '../../../storage/funds.ts';
import { organizerOf } from '../organizer-of.ts';
import type { ConsoleReply, ConsoleRequest } from '../route.ts';
import type { FieldProblems } from '../ui/field-errors.ts';
import { AppealEditor } from './appeal-editor.tsx';
import { EMPTY_APPEAL, parseAppeal, type TypedAppeal, typedAppeal, typedOfAppeal } from './appeal-form.ts';
import type { SolidarityPagesDeps } from './deps.ts';
import { editList } from './edit-list.ts';
import { conflictNotice, NotSaved } from './edit-notices.tsx';
import { EMPTY_WAY, withoutEmptyWays } from './typed.ts';

/** A new appeal of a fund, or one that is there. */
export async function editAppealPage(
  request: ConsoleRequest,
  fund: FundRow,
  appeal: AppealRow | undefined,
): Promise<ConsoleReply> {
  const typed = appeal === undefined ? EMPTY_APPEAL : typedOfAppeal(appeal.draft);
  return editor(request, fund, { appeal, revision: appeal?.revision, typed });
}

/** Keeps what the form says; whatever is wrong, it comes back as it was typed. */
export async function saveAppealPage(
  deps: SolidarityPagesDeps,
  request: ConsoleRequest,
  fund: FundRow,
  appeal: AppealRow | undefined,
): Promise<ConsoleReply> {
  const { t, form } = request;
  const revision = appeal === undefined ? undefined : Number(form.get('revision'));
  const asTyped = typedAppeal(form);
  const ways = editList(form.get('act') ?? '', 'way', asTyped.ways, EMPTY_WAY);
  if (ways !== undefined) return editor(request, fund, { appeal, revision, typed: { ...asTyped, ways } });
  const typed = { ...asTyped, ways: withoutEmptyWays(asTyped.ways) };
  const { content, problems } = parseAppeal(typed, dayOf(deps.now()));
  if (content === undefined) return editor(request, fund, { appeal, revision, typed, problems });
  const edited = appeal === undefined || revision === undefined ? undefined : { id: appeal.id, revision };
  const saved = await saveAppeal(deps, { fundId: fund.id, edited, content, by: organizerOf(request).id });
  switch (saved.kind) {
    case 'saved':
      return { kind: 'redirect', to: `/console${appealPage(fund.id, saved.id)}`, flash: t('solidarity-saved') };
    case 'id-taken':
    case 'unknown':
      return { kind: 'problem', status: 404, message: t('solidarity-unknown') };
    case 'conflict': {
      const notice = conflictNotice(t, `/console${appealPage(fund.id, appeal?.id ?? '')}`);
      return editor(request, fund, { appeal, revision: saved.revision, typed, notice });
    }
  }
}

function editor(
  { t, csrf }: ConsoleRequest,
  fund: FundRow,
  shown: {
    readonly appeal: AppealRow | undefined;
    readonly revision: number | undefined;
    readonly typed: TypedAppeal;
    readonly problems?: FieldProblems;
    readonly notice?: VNode;
  },
): ConsoleReply {
  const { appeal, revision, typed, problems = new Map(), notice } = shown;
  const ofFund = `/console/solidarity/${fund.id}`;
  const here = appeal === undefined ? ofFund : `/console${appealPage(fund.id, appeal.id)}`;
  return {
    kind: 'page',
    title: t(appeal === undefined ? 'solidarity-new-appeal' : 'solidarity-edit-appeal'),
    status: problems.size > 0 ? 422 : 200,
    back: { href: here, label: t('solidarity-back-fund') },
    body: (
      <>
        {notice}
        {problems.size > 0 && <NotSaved t={t} />}
        <AppealEditor
          t={t}
          csrf={csrf}
          action={appeal === undefined ? `${ofFund}/appeals/new` : `${here}/edit`}
          revision={revision}
          typed={typed}
          problems={problems}
        />
      </>
    ),
  };
}
