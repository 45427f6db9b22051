import type { VNode } from 'preact';
import { z } from 'zod';
import { type AnyProposalKind, decideProposal, type TwoPeopleDeps } from '../../../actions/two-people.ts';
import { may } from '../../../domain/permissions.ts';
import type { Database } from '../../../storage/database.ts';
import { countProposalsFor, decidedProposals, openProposals, readProposal } from '../../../storage/proposals.ts';
import type { ConsoleReply, ConsoleRequest, ConsoleRoute, Organizer } from '../route.ts';
import { OneProposal, ProposalLists } from './page.tsx';
import type { AnyProposalView } from './view.ts';

export interface ProposalRoutesDeps extends Omit<TwoPeopleDeps, 'database'> {
  readonly database: Pick<Database, 'pool' | 'transaction'>;
  readonly views: readonly AnyProposalView[];
  /** IANA; in it the contents' times are shown. */
  readonly timeZone: () => Promise<string>;
}

/** Decided ones that are listed. */
const DECIDED_SHOWN = 20;

const decision = z.object({
  decision: z.enum(['approved', 'refused', 'withdrawn']),
  /** What was on the page. */
  seen: z.string().regex(/^[0-9a-f]{64}$/),
});

/** What waits for a second person: the list, one of them as it was prepared, and deciding it. */
export function proposalRoutes(deps: ProposalRoutesDeps): readonly ConsoleRoute[] {
  return [
    {
      method: 'GET',
      path: '/proposals',
      permission: 'proposals.read',
      handle: async (request) => {
        const { t, organizer } = request;
        const kinds = kindsFor(deps.kinds, organizer);
        const [open, decided, timeZone] = await Promise.all([
          openProposals(deps.database.pool, kinds),
          decidedProposals(deps.database.pool, kinds, DECIDED_SHOWN),
          deps.timeZone(),
        ]);
        const body: VNode = (
          <ProposalLists
            shown={{ t, language: request.language, timeZone, views: deps.views }}
            own={open.filter(({ preparedBy }) => preparedBy === organizer?.id)}
            others={open.filter(({ preparedBy }) => preparedBy !== organizer?.id)}
            decided={decided}
          />
        );
        return { kind: 'page', title: t('proposals-title'), lead: t('proposals-lead'), body };
      },
    },
    {
      method: 'GET',
      path: '/proposals/:id',
      permission: 'proposals.read',
      handle: (request) => showOne(deps, request, undefined),
    },
    {
      method: 'POST',
      path: '/proposals/:id/decide',
      permission: 'proposals.read',
      handle: async (request) => {
        const { t, organizer, params, form } = request;
        const wanted = decision.safeParse({ decision: form.get('decision'), seen: form.get('seen') });
        const id = z.uuid().safeParse(params.id);
        if (organizer === undefined || !wanted.success || !id.success) return unknown(request);
        const decided = await decideProposal(deps, { id: id.data, by: organizer.id, ...wanted.data });
        if (decided.kind === 'done') {
          return { kind: 'redirect', to: '/console/proposals', flash: t(`proposals-done-${wanted.data.decision}`) };
        }
        return showOne(deps, request, t(`proposals-refusal-${decided.why}`));
      },
    },
  ];
}

/** For the menu: how much waits for this organizer's decision. */
export function countWaiting(
  deps: Pick<ProposalRoutesDeps, 'kinds'> & { readonly database: Pick<Database, 'pool'> },
): (organizer: Organizer) => Promise<number> {
  return (organizer) => countProposalsFor(deps.database.pool, kindsFor(deps.kinds, organizer), organizer.id);
}

async function showOne(
  deps: ProposalRoutesDeps,
  request: ConsoleRequest,
  problem: string | undefined,
): Promise<ConsoleReply> {
  const { t, language, organizer, csrf, params } = request;
  const id = z.uuid().safeParse(params.id);
  const proposal = id.success ? await readProposal(deps.database.pool, id.data) : undefined;
  const isTheirs = kindsFor(deps.kinds, organizer).some((kind) => kind === proposal?.kind);
  if (organizer === undefined || proposal === undefined || !isTheirs) return unknown(request);
  const shown = { t, language, timeZone: await deps.timeZone(), views: deps.views };
  return {
    kind: 'page',
    ...(problem === undefined ? {} : { status: 409 }),
    ...OneProposal({ shown, proposal, csrf, isOwn: proposal.preparedBy === organizer.id, problem }),
    back: { href: '/console/proposals', label: t('proposals-title') },
  };
}

function unknown({ t }: ConsoleRequest): ConsoleReply {
  return { kind: 'problem', status: 404, message: t('proposals-refusal-unknown') };
}

/** What somebody may prepare and decide is also all that they see. */
function kindsFor(kinds: readonly AnyProposalKind[], organizer: Organizer | undefined): string[] {
  return kinds.filter(({ permission }) => may(organizer?.role, permission)).map(({ kind }) => kind);
}
