import { z } from 'zod';
import type { TextKey } from '../../../i18n/keys.ts';
import type { AuditFilter, AuditPage } from '../../../storage/audit.ts';
import type { FormValues } from '../route.ts';

/** What the address of the page asks for. What cannot be read is told beside its field, and does not filter. */
export interface AskedFor {
  readonly filter: AuditFilter;
  readonly page: Omit<AuditPage, 'limit'>;
  readonly errors: Readonly<Partial<Record<'from' | 'until', TextKey>>>;
  /** Anything but the newest of everything. */
  readonly isNarrow: boolean;
}

const NAMES = ['action', 'who', 'subject', 'from', 'until'] as const;
const day = z.iso.date();
const who = z.union([z.uuid(), z.literal('none')]);
const entryNumber = z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER);

export function readAuditFilter(query: FormValues): AskedFor {
  const value = (name: string) => query.get(name)?.trim() || undefined;
  const dayOf = (name: 'from' | 'until') => {
    const text = value(name);
    const parsed = day.safeParse(text);
    return { day: parsed.data, wrong: text !== undefined && !parsed.success };
  };
  const from = dayOf('from');
  const until = dayOf('until');
  const numberOf = (name: string) => (query.has(name) ? entryNumber.safeParse(query.get(name)).data : undefined);
  return {
    filter: {
      action: value('action'),
      organizerId: who.safeParse(value('who')).data,
      subject: value('subject'),
      from: from.day,
      until: until.day,
    },
    page: { before: numberOf('before'), after: numberOf('after') },
    errors: {
      ...(from.wrong ? { from: 'audit-not-a-date' } : {}),
      ...(until.wrong ? { until: 'audit-not-a-date' } : {}),
    },
    isNarrow: NAMES.some((name) => value(name) !== undefined),
  };
}

/** The page's address with the same filter, at another place. */
export function auditAddress(query: FormValues, place: Readonly<Record<string, string>>): string {
  const parameters = new URLSearchParams();
  for (const name of NAMES) {
    const value = query.get(name)?.trim();
    if (value !== undefined && value !== '') parameters.set(name, value);
  }
  for (const [name, value] of Object.entries(place)) parameters.set(name, value);
  const text = parameters.toString();
  return text === '' ? '/console/audit' : `/console/audit?${text}`;
}
