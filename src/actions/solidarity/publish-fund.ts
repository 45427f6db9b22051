import { z } from 'zod';
import { dayOf } from '../../domain/days.ts';
import { fundContent } from '../../domain/solidarity/fund.ts';
import { changesBetween, placeChanges, placesOf, replacedAfter } from '../../domain/solidarity/places.ts';
import { lockFund, publishFundRow } from '../../storage/funds.ts';
import { type ProposalKind, prepareProposalIn } from '../two-people.ts';
import { fundPage, type Proposed, type PublishDeps } from './entry.ts';
import { tellOfPlaces } from './tell-of-places.ts';

/** Everything that will be public of a fund, and what becomes of the places that money goes to. */
export const fundProposal = z.strictObject({
  revision: z.int(),
  /** By which it was published last; null: never. Published otherwise meanwhile, it is another change than was seen. */
  basedOn: z.uuid().nullable(),
  fund: fundContent,
  changes: placeChanges,
});

export type FundProposal = z.infer<typeof fundProposal>;

/** Subject: the fund's id. Approving says that one has checked it, too. */
export const publishFundKind: ProposalKind<FundProposal> = {
  kind: 'fund.publish',
  permission: 'solidarity.edit',
  content: fundProposal,
  async carryOut(client, { id: proposalId, subject, content, preparedBy, decidedBy, decidedAt }) {
    const there = await lockFund(client, subject);
    if (there?.revision !== content.revision || there.proposalId !== content.basedOn) return 'changed';
    const [before, after] = [placesOf(there.published), placesOf(content.fund)];
    await publishFundRow(client, subject, {
      published: content.fund,
      proposalId,
      checkedOn: dayOf(decidedAt),
      replaced: replacedAfter(there.replaced, { before, after, at: decidedAt }),
    });
    await tellOfPlaces(client, {
      at: decidedAt,
      page: fundPage(subject),
      name: content.fund.name,
      changes: changesBetween(before, after),
      by: preparedBy,
      with: decidedBy,
    });
    return undefined;
  },
};

/** Hands a fund, as it is now, to a second person; where places change, every administrator is told at once. */
export function proposeFund(
  deps: PublishDeps,
  { id, revision, by }: { readonly id: string; readonly revision: number; readonly by: string },
): Promise<Proposed> {
  return deps.database.transaction(async (client): Promise<Proposed> => {
    const there = await lockFund(client, id);
    if (there === undefined) return { kind: 'unknown' };
    if (there.revision !== revision) return { kind: 'conflict' };
    const changes = changesBetween(placesOf(there.published), placesOf(there.draft));
    await tellOfPlaces(client, { at: deps.now(), page: fundPage(id), name: there.draft.name, changes, by });
    const content: FundProposal = { revision, basedOn: there.proposalId, fund: there.draft, changes };
    const { id: proposalId } = await prepareProposalIn(client, deps, {
      kind: publishFundKind.kind,
      subject: id,
      content,
      by,
    });
    return { kind: 'proposed', proposalId };
  });
}
