import { addAlert } from '../../storage/alerts.ts';
import { hideAppealRow, readAppeal } from '../../storage/appeals.ts';
import { aliasOf, hideFundRow, readFund } from '../../storage/funds.ts';
import { appendAudit } from '../audit.ts';
import { appealPage, fundPage, type SolidarityDeps } from './entry.ts';

/** What is taken off the directory. */
export interface EntryRef {
  readonly kind: 'fund' | 'appeal';
  readonly id: string;
  readonly by: string;
}

/**
 * Takes a fund (with its appeals) or an appeal off the directory, at once: an address that may be false must not wait for a
 * second person. Every administrator is told; showing it again takes two. False when it is not public.
 */
export function hideEntry({ database, now }: SolidarityDeps, { kind, id, by }: EntryRef): Promise<boolean> {
  return database.transaction(async (client) => {
    const hidden = kind === 'fund' ? await hideFundRow(client, id) : await hideAppealRow(client, id);
    if (!hidden) return false;
    const appeal = kind === 'appeal' ? await readAppeal(client, id) : undefined;
    const fundId = appeal?.fundId ?? id;
    const name = (await readFund(client, fundId))?.draft.name ?? {};
    const detail = { kind: 'entry-hidden', name, by: await aliasOf(client, by) } as const;
    const page = appeal === undefined ? fundPage(id) : appealPage(fundId, id);
    await addAlert(client, { at: now(), page, detail });
    await appendAudit(client, { at: now(), organizerId: by, action: `${kind}.hide`, subject: id });
    return true;
  });
}
