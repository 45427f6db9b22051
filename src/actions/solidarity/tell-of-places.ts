import type { AlertDetail } from '../../domain/alerts.ts';
import { isChange, type PlaceChanges } from '../../domain/solidarity/places.ts';
import { addAlert } from '../../storage/alerts.ts';
import type { Queryable } from '../../storage/database.ts';
import { aliasOf } from '../../storage/funds.ts';

/**
 * Tells every administrator that places are to change that money goes to or, `with` a second organizer, that they have. A change that
 * touches none is not worth a word.
 */
export async function tellOfPlaces(
  q: Queryable,
  told: {
    readonly at: Date;
    /** Below `/console`. */
    readonly page: string;
    /** Of the fund. */
    readonly name: AlertDetail['name'];
    readonly changes: PlaceChanges;
    readonly by: string;
    readonly with?: string;
  },
): Promise<void> {
  const { at, page, name, changes } = told;
  if (!isChange(changes)) return;
  const by = await aliasOf(q, told.by);
  const detail: AlertDetail =
    told.with === undefined
      ? { kind: 'places-proposed', name, by, changes }
      : { kind: 'places-changed', name, by, with: await aliasOf(q, told.with), changes };
  await addAlert(q, { at, page, detail });
}
