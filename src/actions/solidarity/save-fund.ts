import { type FundContent, fundContent } from '../../domain/solidarity/fund.ts';
import { deleteFundDraft, insertFund, lockFund, updateFundDraft } from '../../storage/funds.ts';
import { appendAudit } from '../audit.ts';
import type { SavedEntry, SolidarityDeps } from './entry.ts';

/** Keeps what organizers write of a fund. Nothing of it is public before two people have published it. */
export function saveFund(
  { database, now }: SolidarityDeps,
  wanted: {
    readonly id: string;
    /** That was edited; undefined for a new one. */
    readonly revision: number | undefined;
    readonly content: FundContent;
    /** The organizer. */
    readonly by: string;
  },
): Promise<SavedEntry> {
  const { id, by } = wanted;
  const content = fundContent.parse(wanted.content);
  return database.transaction(async (client): Promise<SavedEntry> => {
    const audit = { at: now(), organizerId: by, subject: id };
    if (wanted.revision === undefined) {
      if (!(await insertFund(client, id, content))) return { kind: 'id-taken' };
      await appendAudit(client, { ...audit, action: 'fund.create' });
      return { kind: 'saved', id, revision: 1 };
    }
    const there = await lockFund(client, id);
    if (there === undefined) return { kind: 'unknown' };
    if (there.revision !== wanted.revision) return { kind: 'conflict', revision: there.revision };
    await updateFundDraft(client, id, content);
    const revision = there.revision + 1;
    await appendAudit(client, { ...audit, action: 'fund.save', detail: { revision } });
    return { kind: 'saved', id, revision };
  });
}

/** Deletes a fund that was never public. */
export function deleteFund(
  { database, now }: SolidarityDeps,
  { id, by }: { id: string; by: string },
): Promise<boolean> {
  return database.transaction(async (client) => {
    if (!(await deleteFundDraft(client, id))) return false;
    await appendAudit(client, { at: now(), organizerId: by, action: 'fund.delete', subject: id });
    return true;
  });
}
