import {
  directoryAt,
  type PublicAppeal,
  type PublicFund,
  type SolidarityDirectory,
} from '../../domain/solidarity/directory.ts';
import { type AppealRow, listPublicAppeals } from '../../storage/appeals.ts';
import type { Queryable } from '../../storage/database.ts';
import { type FundRow, listPublicFunds } from '../../storage/funds.ts';
import { remembered } from '../results/remembered.ts';

/** What is published, changed or hidden is seen by everybody after so long. */
const FRESH_MS = 2_000;

/** Reads the directory as everybody sees it at a moment. */
export async function readDirectory(q: Queryable, at: Date): Promise<SolidarityDirectory> {
  const [funds, appeals] = [await listPublicFunds(q), await listPublicAppeals(q)];
  const asOf = at.toISOString().slice(0, 10);
  return directoryAt({ asOf, funds: funds.flatMap(publicFundOf), appeals: appeals.flatMap(publicAppealOf) }, at);
}

/** What dialogues and pages read: the database is asked every two seconds at most. */
export type DirectoryReader = () => Promise<SolidarityDirectory>;

/** While the database is away, what was read last goes on being served. */
export function createDirectoryReader(q: Queryable, now: () => Date): DirectoryReader {
  let last: SolidarityDirectory | undefined;
  const read = remembered({
    read: async () => {
      last = await readDirectory(q, now());
      return last;
    },
    forMs: FRESH_MS,
    most: 1,
    now,
  });
  return async () => {
    try {
      return await read('');
    } catch (error) {
      if (last === undefined) throw error;
      return directoryAt(last, now());
    }
  };
}

function publicFundOf({ id, published, checkedOn, replaced, dead }: FundRow): PublicFund[] {
  if (published === null || checkedOn === null) return [];
  return [{ id, ...published, checkedOn, replaced: [...replaced], dead: [...dead] }];
}

function publicAppealOf(row: AppealRow): PublicAppeal[] {
  const { id, fundId, published, checkedOn, replaced, dead, status, reportedAmount, reportedOn } = row;
  if (published === null || checkedOn === null) return [];
  const { consent: _, ...content } = published;
  const reported =
    reportedAmount === null || reportedOn === null
      ? null
      : { amount: reportedAmount, currency: published.goal.currency, on: reportedOn };
  return [{ id, fund: fundId, ...content, checkedOn, replaced: [...replaced], dead: [...dead], status, reported }];
}
