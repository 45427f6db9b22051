import type { VNode } from 'preact';
import { saveFund } from '../../../actions/solidarity/save-fund.ts';
import type { FundRow } from '../../../storage/funds.ts';
import { organizerOf } from '../organizer-of.ts';
import type { ConsoleReply, ConsoleRequest } from '../route.ts';
import type { FieldProblems } from '../ui/field-errors.ts';
import type { SolidarityPagesDeps } from './deps.ts';
import { editList } from './edit-list.ts';
import { conflictNotice, NotSaved } from './edit-notices.tsx';
import { FundEditor } from './fund-editor.tsx';
import { EMPTY_FUND, parseFund, type TypedFund, typedFund, typedOfFund } from './fund-form.ts';
import { EMPTY_CONTACT, EMPTY_WAY, withoutEmptyWays } from './typed.ts';

/** A new fund, or one that is there. */
export async function editFundPage(request: ConsoleRequest, fund: FundRow | undefined): Promise<ConsoleReply> {
  const typed = fund === undefined ? EMPTY_FUND : typedOfFund(fund.id, fund.draft, request.language);
  return editor(request, { fund, revision: fund?.revision, typed });
}

/** Keeps what the form says, or shows it with a way more or less; whatever is wrong, it comes back as it was typed. */
export async function saveFundPage(
  deps: SolidarityPagesDeps,
  request: ConsoleRequest,
  fund: FundRow | undefined,
): Promise<ConsoleReply> {
  const { t, form } = request;
  const revision = fund === undefined ? undefined : Number(form.get('revision'));
  const asTyped = { ...typedFund(form), ...(fund === undefined ? {} : { id: fund.id }) };
  // A button is of a row as it stands on the page.
  const changed = changedLists(asTyped, form.get('act') ?? '');
  if (changed !== undefined) return editor(request, { fund, revision, typed: changed });
  const typed = {
    ...asTyped,
    ways: withoutEmptyWays(asTyped.ways),
    contacts: asTyped.contacts.filter(({ value }) => value !== ''),
  };
  const { content, problems } = parseFund(typed, { isNew: fund === undefined });
  if (content === undefined) return editor(request, { fund, revision, typed, problems });
  const saved = await saveFund(deps, { id: typed.id, revision, content, by: organizerOf(request).id });
  switch (saved.kind) {
    case 'saved':
      return { kind: 'redirect', to: `/console/solidarity/${saved.id}`, flash: t('solidarity-saved') };
    case 'id-taken':
      return editor(request, { fund, revision, typed, problems: new Map([['id', { key: 'solidarity-id-taken' }]]) });
    case 'unknown':
      return { kind: 'problem', status: 404, message: t('solidarity-unknown') };
    case 'conflict': {
      const notice = conflictNotice(t, `/console/solidarity/${typed.id}`);
      return editor(request, { fund, revision: saved.revision, typed, notice });
    }
  }
}

function changedLists(typed: TypedFund, act: string): TypedFund | undefined {
  const ways = editList(act, 'way', typed.ways, EMPTY_WAY);
  if (ways !== undefined) return { ...typed, ways };
  const contacts = editList(act, 'contact', typed.contacts, EMPTY_CONTACT);
  return contacts && { ...typed, contacts };
}

function editor(
  { t, csrf }: ConsoleRequest,
  shown: {
    readonly fund: FundRow | undefined;
    readonly revision: number | undefined;
    readonly typed: TypedFund;
    readonly problems?: FieldProblems;
    readonly notice?: VNode;
  },
): ConsoleReply {
  const { fund, revision, typed, problems = new Map(), notice } = shown;
  const here = fund === undefined ? '/console/solidarity' : `/console/solidarity/${fund.id}`;
  return {
    kind: 'page',
    title: t(fund === undefined ? 'solidarity-new' : 'solidarity-edit'),
    status: problems.size > 0 ? 422 : 200,
    back: { href: here, label: t('solidarity-heading') },
    body: (
      <>
        {notice}
        {problems.size > 0 && <NotSaved t={t} />}
        <FundEditor
          t={t}
          csrf={csrf}
          action={fund === undefined ? '/console/solidarity/new' : `${here}/edit`}
          revision={revision}
          typed={typed}
          problems={problems}
        />
      </>
    ),
  };
}
