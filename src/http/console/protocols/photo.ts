import { z } from 'zod';
import { openSheetPhoto } from '../../../actions/protocols/open-sheet-photo.ts';
import type { ConsoleReply, ConsoleRequest } from '../route.ts';
import type { ProtocolPagesDeps } from './deps.ts';

const asked = z.object({ id: z.uuid(), position: z.string().regex(/^\d$/).transform(Number) });

/** One photo of a sheet, for whoever has it in hand and while they do. There is no other way to a photo. */
export async function sheetPhoto(
  { database, now, photos }: ProtocolPagesDeps,
  { t, params, organizer }: ConsoleRequest,
): Promise<ConsoleReply> {
  const { data } = asked.safeParse(params);
  const reviewerId = organizer?.id ?? '';
  const photo =
    data === undefined
      ? ({ kind: 'not-yours' } as const)
      : await openSheetPhoto(
          { ...photos, database, now },
          { protocolId: data.id, reviewerId, position: data.position },
        );
  switch (photo.kind) {
    case 'photo':
      return { kind: 'file', name: 'photo.jpg', mediaType: 'image/jpeg', bytes: photo.jpeg, inline: true };
    case 'not-yours':
      return { kind: 'problem', status: 403, message: t('protocols-photo-not-yours') };
    case 'destroyed':
      return { kind: 'problem', status: 410, message: t('protocols-photo-destroyed') };
  }
}
