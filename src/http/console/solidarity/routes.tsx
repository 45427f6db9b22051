import { appealPage as appealPath, type Proposed } from '../../../actions/solidarity/entry.ts';
import { type EntryRef, hideEntry } from '../../../actions/solidarity/hide-entry.ts';
import { markDead } from '../../../actions/solidarity/mark-dead.ts';
import { proposeAppeal } from '../../../actions/solidarity/publish-appeal.ts';
import { proposeFund } from '../../../actions/solidarity/publish-fund.ts';
import { eraseAppeal, reportAppeal } from '../../../actions/solidarity/save-appeal.ts';
import { deleteFund } from '../../../actions/solidarity/save-fund.ts';
import { dayOf } from '../../../domain/days.ts';
import { APPEAL_STATUSES } from '../../../domain/solidarity/fund.ts';
import { place } from '../../../domain/solidarity/places.ts';
import { APPEAL_ID, FUND_ID } from '../../../domain/solidarity/terms.ts';
import { type AppealRow, readAppeal } from '../../../storage/appeals.ts';
import { type FundRow, readFund } from '../../../storage/funds.ts';
import { organizerOf } from '../organizer-of.ts';
import type { ConsoleReply, ConsoleRequest, ConsoleRoute } from '../route.ts';
import { readAmount, readDay } from './appeal-form.ts';
import { appealPage } from './appeal-page.tsx';
import type { SolidarityPagesDeps } from './deps.ts';
import { editAppealPage, saveAppealPage } from './edit-appeal.tsx';
import { editFundPage, saveFundPage } from './edit-fund.tsx';
import { fundPage } from './fund-page.tsx';
import { fundListPage } from './list-page.tsx';
import type { Found } from './typed.ts';

type Deps = SolidarityPagesDeps;
type OfFund = (deps: Deps, request: ConsoleRequest, fund: FundRow) => Promise<ConsoleReply>;
type OfAppeal = (deps: Deps, request: ConsoleRequest, fund: FundRow, appeal: AppealRow) => Promise<ConsoleReply>;

/** Funds and appeals: written by one, published by two, taken off at once. */
export function solidarityRoutes(deps: SolidarityPagesDeps): ConsoleRoute[] {
  const read = { method: 'GET', permission: 'solidarity.read' } as const;
  const open = { method: 'GET', permission: 'solidarity.edit' } as const;
  const edit = { method: 'POST', permission: 'solidarity.edit' } as const;
  const fund = (handler: OfFund) => async (request: ConsoleRequest) => {
    const found = await findFund(deps, request);
    return found === undefined ? unknown(request) : handler(deps, request, found);
  };
  const appeal = (handler: OfAppeal) =>
    fund(async (_, request, of) => {
      const found = await findAppeal(deps, request, of);
      return found === undefined ? unknown(request) : handler(deps, request, of, found);
    });
  const ofFund = '/solidarity/:id';
  const ofAppeal = '/solidarity/:id/appeals/:appeal';
  return [
    { ...read, path: '/solidarity', handle: (request) => fundListPage(deps, request) },
    { ...open, path: '/solidarity/new', handle: (request) => editFundPage(request, undefined) },
    { ...edit, path: '/solidarity/new', handle: (request) => saveFundPage(deps, request, undefined) },
    { ...read, path: ofFund, handle: fund(fundPage) },
    { ...open, path: `${ofFund}/edit`, handle: fund((_, request, of) => editFundPage(request, of)) },
    { ...edit, path: `${ofFund}/edit`, handle: fund(saveFundPage) },
    { ...edit, path: `${ofFund}/propose`, handle: fund(proposeIt) },
    {
      ...edit,
      path: `${ofFund}/hide`,
      handle: fund((d, request, { id }) => hideIt(d, request, 'fund', id, fundAt(id))),
    },
    { ...edit, path: `${ofFund}/delete`, handle: fund(deleteIt) },
    {
      ...edit,
      path: `${ofFund}/dead`,
      handle: fund((d, request, { id }) => markIt(d, request, 'fund', id, fundAt(id))),
    },
    {
      ...open,
      path: `${ofFund}/appeals/new`,
      handle: fund((_, request, of) => editAppealPage(request, of, undefined)),
    },
    {
      ...edit,
      path: `${ofFund}/appeals/new`,
      handle: fund((d, request, of) => saveAppealPage(d, request, of, undefined)),
    },
    { ...read, path: ofAppeal, handle: appeal(appealPage) },
    { ...open, path: `${ofAppeal}/edit`, handle: appeal((_, request, of, it) => editAppealPage(request, of, it)) },
    { ...edit, path: `${ofAppeal}/edit`, handle: appeal(saveAppealPage) },
    { ...edit, path: `${ofAppeal}/propose`, handle: appeal(proposeThat) },
    {
      ...edit,
      path: `${ofAppeal}/hide`,
      handle: appeal((d, request, of, { id }) => hideIt(d, request, 'appeal', id, appealAt(of.id, id))),
    },
    {
      ...edit,
      path: `${ofAppeal}/dead`,
      handle: appeal((d, request, of, { id }) => markIt(d, request, 'appeal', id, appealAt(of.id, id))),
    },
    { ...edit, path: `${ofAppeal}/erase`, handle: appeal(eraseIt) },
    { ...edit, path: `${ofAppeal}/report`, handle: appeal(reportIt) },
  ];
}

const fundAt = (id: string) => `/console/solidarity/${id}`;
const appealAt = (fundId: string, id: string) => `/console${appealPath(fundId, id)}`;

async function findFund({ database }: Deps, { params }: ConsoleRequest): Promise<FundRow | undefined> {
  const id = params.id ?? '';
  return FUND_ID.test(id) ? readFund(database.pool, id) : undefined;
}

async function findAppeal({ database }: Deps, { params }: ConsoleRequest, of: FundRow): Promise<AppealRow | undefined> {
  const id = params.appeal ?? '';
  const found = APPEAL_ID.test(id) ? await readAppeal(database.pool, id) : undefined;
  return found?.fundId === of.id ? found : undefined;
}

function unknown({ t }: ConsoleRequest): ConsoleReply {
  return { kind: 'problem', status: 404, message: t('solidarity-unknown') };
}

async function proposeIt(deps: Deps, request: ConsoleRequest, { id }: FundRow): Promise<ConsoleReply> {
  const revision = Number(request.form.get('revision'));
  return proposed(request, await proposeFund(deps, { id, revision, by: organizerOf(request).id }), fundAt(id));
}

async function proposeThat(deps: Deps, request: ConsoleRequest, of: FundRow, { id }: AppealRow): Promise<ConsoleReply> {
  const revision = Number(request.form.get('revision'));
  const result = await proposeAppeal(deps, { id, revision, by: organizerOf(request).id });
  return proposed(request, result, appealAt(of.id, id));
}

function proposed(request: ConsoleRequest, result: Proposed, here: string): ConsoleReply {
  const { t } = request;
  if (result.kind === 'unknown') return unknown(request);
  if (result.kind === 'proposed')
    return { kind: 'redirect', to: `/console/proposals/${result.proposalId}`, flash: t('solidarity-proposed') };
  return {
    kind: 'redirect',
    to: here,
    flash: t(result.kind === 'conflict' ? 'solidarity-propose-conflict' : 'solidarity-fund-first'),
  };
}

async function hideIt(
  deps: Deps,
  request: ConsoleRequest,
  kind: EntryRef['kind'],
  id: string,
  here: string,
): Promise<ConsoleReply> {
  const done = await hideEntry(deps, { kind, id, by: organizerOf(request).id });
  return { kind: 'redirect', to: here, flash: request.t(done ? 'solidarity-hidden' : 'solidarity-not-public') };
}

async function markIt(
  deps: Deps,
  request: ConsoleRequest,
  kind: EntryRef['kind'],
  id: string,
  here: string,
): Promise<ConsoleReply> {
  const { form, t } = request;
  const read = place.safeParse({ kind: form.get('kind'), value: form.get('value') });
  const dead = form.get('dead') === 'yes';
  const by = organizerOf(request).id;
  const done = read.success && (await markDead(deps, { kind, id, by, place: read.data, dead }));
  return { kind: 'redirect', to: here, flash: t(done ? 'solidarity-marked' : 'solidarity-not-public') };
}

async function deleteIt(deps: Deps, request: ConsoleRequest, { id }: FundRow): Promise<ConsoleReply> {
  const done = await deleteFund(deps, { id, by: organizerOf(request).id });
  if (done) return { kind: 'redirect', to: '/console/solidarity', flash: request.t('solidarity-deleted') };
  return { kind: 'redirect', to: fundAt(id), flash: request.t('solidarity-not-deleted') };
}

async function eraseIt(deps: Deps, request: ConsoleRequest, of: FundRow, { id }: AppealRow): Promise<ConsoleReply> {
  await eraseAppeal(deps, { id, by: organizerOf(request).id });
  return { kind: 'redirect', to: fundAt(of.id), flash: request.t('solidarity-erased') };
}

async function reportIt(deps: Deps, request: ConsoleRequest, of: FundRow, it: AppealRow): Promise<ConsoleReply> {
  const { form, t } = request;
  const [typed, on] = [form.get('reported')?.trim() ?? '', form.get('reported-on')?.trim() ?? ''];
  const found: Found = new Map();
  const status = APPEAL_STATUSES.find((one) => one === form.get('status')) ?? it.status;
  const amount = typed === '' && on === '' ? null : readAmount(found, 'reported', typed, 0);
  if (amount !== null) readDay(found, 'reported-on', on, dayOf(deps.now()));
  if (found.size > 0 || amount === undefined)
    return appealPage(deps, request, of, it, { status, amount: typed, on, problems: found });
  const reported = amount === null ? null : { amount, on };
  await reportAppeal(deps, { id: it.id, status, reported, by: organizerOf(request).id });
  return { kind: 'redirect', to: appealAt(of.id, it.id), flash: t('solidarity-reported-saved') };
}
