import { randomInt } from 'node:crypto';
import { type AppealContent, type AppealStatus, appealContent } from '../../domain/solidarity/fund.ts';
import { deleteAppeal, insertAppeal, lockAppeal, setAppealProgress, updateAppealDraft } from '../../storage/appeals.ts';
import { lockFund } from '../../storage/funds.ts';
import { appendAudit } from '../audit.ts';
import type { SavedEntry, SolidarityDeps } from './entry.ts';

const LETTERS = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** Keeps what organizers write of an appeal, under an id that says nothing about anybody. */
export function saveAppeal(
  { database, now }: SolidarityDeps,
  wanted: {
    readonly fundId: string;
    /** With the revision that was edited; undefined for a new one. */
    readonly edited: { readonly id: string; readonly revision: number } | undefined;
    readonly content: AppealContent;
    readonly by: string;
  },
): Promise<SavedEntry> {
  const { fundId, edited, by } = wanted;
  const content = appealContent.parse(wanted.content);
  return database.transaction(async (client): Promise<SavedEntry> => {
    const audit = { at: now(), organizerId: by };
    if (edited === undefined) {
      if ((await lockFund(client, fundId)) === undefined) return { kind: 'unknown' };
      const id = Array.from({ length: 8 }, () => LETTERS[randomInt(LETTERS.length)]).join('');
      if (!(await insertAppeal(client, id, fundId, content))) return { kind: 'id-taken' };
      await appendAudit(client, { ...audit, action: 'appeal.create', subject: id, detail: { fund: fundId } });
      return { kind: 'saved', id, revision: 1 };
    }
    const { id } = edited;
    const there = await lockAppeal(client, id);
    if (there === undefined || there.fundId !== fundId) return { kind: 'unknown' };
    if (there.revision !== edited.revision) return { kind: 'conflict', revision: there.revision };
    await updateAppealDraft(client, id, content);
    const revision = there.revision + 1;
    await appendAudit(client, { ...audit, action: 'appeal.save', subject: id, detail: { revision } });
    return { kind: 'saved', id, revision };
  });
}

/** Says where an appeal stands and what its fund has reported. No payment address is touched: one person may. */
export function reportAppeal(
  { database, now }: SolidarityDeps,
  wanted: {
    readonly id: string;
    readonly status: AppealStatus;
    readonly reported: { readonly amount: number; readonly on: string } | null;
    readonly by: string;
  },
): Promise<boolean> {
  const { id, status, reported, by } = wanted;
  return database.transaction(async (client) => {
    if ((await lockAppeal(client, id)) === undefined) return false;
    const progress = { status, reportedAmount: reported?.amount ?? null, reportedOn: reported?.on ?? null };
    await setAppealProgress(client, id, progress);
    const detail = { status, reported: reported?.amount ?? null };
    await appendAudit(client, { at: now(), organizerId: by, action: 'appeal.report', subject: id, detail });
    return true;
  });
}

/** Erases an appeal, public or not: whoever agreed may take it back at any time, and one person is enough for that. */
export function eraseAppeal(
  { database, now }: SolidarityDeps,
  { id, by }: { readonly id: string; readonly by: string },
): Promise<boolean> {
  return database.transaction(async (client) => {
    if (!(await deleteAppeal(client, id))) return false;
    await appendAudit(client, { at: now(), organizerId: by, action: 'appeal.erase', subject: id });
    return true;
  });
}
