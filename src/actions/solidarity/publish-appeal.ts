import { createHash } from 'node:crypto';
import { z } from 'zod';
import { canonicalJson } from '../../domain/canonical-json.ts';
import { dayOf } from '../../domain/days.ts';
import { type AppealContent, money } from '../../domain/solidarity/fund.ts';
import { changesBetween, placeChanges, placesOf, replacedAfter } from '../../domain/solidarity/places.ts';
import { givingWay } from '../../domain/solidarity/ways.ts';
import { lockAppeal, publishAppealRow, readAppeal } from '../../storage/appeals.ts';
import { lockFund } from '../../storage/funds.ts';
import { type ProposalKind, prepareProposalIn } from '../two-people.ts';
import { appealPage, type Proposed, type PublishDeps } from './entry.ts';
import { tellOfPlaces } from './tell-of-places.ts';

/**
 * What two people publish of an appeal. Proposals stay for good, and whoever agreed to an appeal may take that back: so the story is
 * not in it, but its SHA-256, with the page on which it is read.
 */
export const appealProposal = z.strictObject({
  fundId: z.string(),
  revision: z.int(),
  basedOn: z.uuid().nullable(),
  /** Of the whole content, as canonical JSON. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  goal: money,
  ways: z.array(givingWay),
  changes: placeChanges,
});

export type AppealProposal = z.infer<typeof appealProposal>;

/** By which two people know that they have read the same. */
export function appealSha256(content: AppealContent): string {
  return createHash('sha256').update(canonicalJson(content)).digest('hex');
}

/** Subject: the appeal's id. */
export const publishAppealKind: ProposalKind<AppealProposal> = {
  kind: 'appeal.publish',
  permission: 'solidarity.edit',
  content: appealProposal,
  async carryOut(client, { id: proposalId, subject, content, preparedBy, decidedBy, decidedAt }) {
    const fund = await lockFund(client, content.fundId);
    const there = await lockAppeal(client, subject);
    if (there?.revision !== content.revision || there.proposalId !== content.basedOn) return 'changed';
    if (appealSha256(there.draft) !== content.sha256 || fund?.state !== 'public') return 'changed';
    const [before, after] = [placesOf(there.published), placesOf({ ways: content.ways })];
    await publishAppealRow(client, subject, {
      published: there.draft,
      proposalId,
      checkedOn: dayOf(decidedAt),
      replaced: replacedAfter(there.replaced, { before, after, at: decidedAt }),
    });
    await tellOfPlaces(client, {
      at: decidedAt,
      page: appealPage(content.fundId, subject),
      name: fund.draft.name,
      changes: changesBetween(before, after),
      by: preparedBy,
      with: decidedBy,
    });
    return undefined;
  },
};

/** Hands an appeal, as it is now, to a second person. Its fund must be public. */
export function proposeAppeal(
  deps: PublishDeps,
  { id, revision, by }: { readonly id: string; readonly revision: number; readonly by: string },
): Promise<Proposed> {
  return deps.database.transaction(async (client): Promise<Proposed> => {
    const of = await readAppeal(client, id);
    // The fund first, as when it is carried out: two who wait for each other would wait for ever.
    const fund = of && (await lockFund(client, of.fundId));
    const there = await lockAppeal(client, id);
    if (there === undefined) return { kind: 'unknown' };
    if (there.revision !== revision) return { kind: 'conflict' };
    if (fund?.state !== 'public') return { kind: 'no-fund' };
    const { goal, ways } = there.draft;
    const changes = changesBetween(placesOf(there.published), placesOf({ ways }));
    const page = appealPage(there.fundId, id);
    await tellOfPlaces(client, { at: deps.now(), page, name: fund.draft.name, changes, by });
    const content: AppealProposal = {
      fundId: there.fundId,
      revision,
      basedOn: there.proposalId,
      sha256: appealSha256(there.draft),
      goal,
      ways,
      changes,
    };
    const { id: proposalId } = await prepareProposalIn(client, deps, {
      kind: publishAppealKind.kind,
      subject: id,
      content,
      by,
    });
    return { kind: 'proposed', proposalId };
  });
}
