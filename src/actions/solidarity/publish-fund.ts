import { z } from 'zod';
import { dayOf } from '../../domain/days.ts';
import { fundContent } from '../../domain/solidarity/fund.ts';
import { changesBetween, isChange, placeChanges, placesOf, replacedAfter } from '../../domain/solidarity/places.ts';
import { addAlert } from '../../storage/alerts.ts';
import { aliasOf, type FundRow, lockFund, publishFundRow } from '../../storage/funds.ts';
import { type ProposalKind, prepareProposalIn } from '../two-people.ts';
import { fundPage, type Proposed, type PublishDeps } from './entry.ts';

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
    const [before, after] = [placesOfPublished(there), placesOf(content.fund)];
    await publishFundRow(client, subject, {
      published: content.fund,
      proposalId,
      checkedOn: dayOf(decidedAt),
      replaced: replacedAfter(there.replaced, { before, after, at: decidedAt }),
    });
    const changes = changesBetween(before, after);
    if (isChange(changes)) {
      await addAlert(client, {
        at: decidedAt,
        page: fundPage(subject),
        detail: {
          kind: 'places-changed',
          name: content.fund.name,
          by: await aliasOf(client, preparedBy),
          with: await aliasOf(client, decidedBy),
          changes,
        },
      });
    }
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
    const changes = changesBetween(placesOfPublished(there), placesOf(there.draft));
    if (isChange(changes)) {
      const detail = {
        kind: 'places-proposed',
        name: there.draft.name,
        by: await aliasOf(client, by),
        changes,
      } as const;
      await addAlert(client, { at: deps.now(), page: fundPage(id), detail });
    }
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

function placesOfPublished({ published }: Pick<FundRow, 'published'>) {
  return published === null ? [] : placesOf(published);
}
