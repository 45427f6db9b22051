import { dayOf } from '../../domain/days.ts';
import type { DeadPlace } from '../../domain/solidarity/directory.ts';
import { type Place, placesOf } from '../../domain/solidarity/places.ts';
import { lockAppeal, setAppealDead } from '../../storage/appeals.ts';
import { lockFund, setFundDead } from '../../storage/funds.ts';
import { appendAudit } from '../audit.ts';
import type { SolidarityDeps } from './entry.ts';
import type { EntryRef } from './hide-entry.ts';

/**
 * Says of a place that it does not work (any more), or that it works again. It stays where it is, with a warning: taking it away
 * takes two people. False when it is not a place of what is public.
 */
export function markDead(
  { database, now }: SolidarityDeps,
  { kind, id, by, place, dead }: EntryRef & { readonly place: Place; readonly dead: boolean },
): Promise<boolean> {
  return database.transaction(async (client) => {
    const there = kind === 'fund' ? await lockFund(client, id) : await lockAppeal(client, id);
    if (there === undefined || !placesOf(there.published).some(isAt(place))) return false;
    const others = there.dead.filter((one) => !isAt(place)(one));
    const since = dayOf(now());
    const next: DeadPlace[] = dead ? [...others, { kind: place.kind, value: place.value, since }] : others;
    await (kind === 'fund' ? setFundDead : setAppealDead)(client, id, next);
    const action = dead ? `${kind}.mark-dead` : `${kind}.mark-alive`;
    await appendAudit(client, { at: now(), organizerId: by, action, subject: id, detail: { place: place.value } });
    return true;
  });
}

const isAt = (place: Place) => (one: Place) => one.kind === place.kind && one.value === place.value;
