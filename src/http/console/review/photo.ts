import { openPhoto } from '../../../actions/review/open-photo.ts';
import type { ConsoleReply, ConsoleRequest } from '../route.ts';
import type { ReviewPagesDeps } from './deps.ts';

/** The place of one of an item's photos. */
const POSITION = /^\d{1,2}$/;

/** One photo, for whoever holds its item and while they do. There is no list, no search, and no other way to a photo. */
export async function photoReply(
  { database, now, photos }: ReviewPagesDeps,
  { t, params, organizer }: ConsoleRequest,
): Promise<ConsoleReply> {
  const { turn = '', position = '' } = params;
  const wanted = { turn, position: POSITION.test(position) ? Number(position) : Number.NaN };
  const photo = await openPhoto({ ...photos, database, now }, { reviewerId: organizer?.id ?? '', ...wanted });
  switch (photo.kind) {
    case 'photo':
      return { kind: 'file', name: 'photo.jpg', mediaType: 'image/jpeg', bytes: photo.jpeg, inline: true };
    case 'not-yours':
      return { kind: 'problem', status: 403, message: t('review-photo-not-yours') };
    case 'destroyed':
      return { kind: 'problem', status: 410, message: t('review-photo-destroyed') };
  }
}
