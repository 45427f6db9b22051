import { MOST_PROTOCOL_PHOTOS } from '../domain/protocols/states.ts';
import { askPhotos } from './ask-photos.ts';
import type { Talk } from './dialogue.ts';

/** Asks for the photos of a sheet, in one or more pictures of it. */
export async function askPages(
  talk: Talk,
  station: string,
  known: readonly string[],
): Promise<readonly string[] | 'cancelled'> {
  const { t } = talk;
  return askPhotos(talk, {
    known,
    most: MOST_PROTOCOL_PHOTOS,
    done: 'protocol:done',
    promptFor: (count) => ({
      text:
        count === 0
          ? t('protocols-chat-photos', { station, max: MOST_PROTOCOL_PHOTOS })
          : t('protocols-chat-more', { count, max: MOST_PROTOCOL_PHOTOS }),
      options: [
        ...(count === 0 ? [] : [[{ id: 'protocol:done', label: t('protocols-chat-done') }]]),
        [{ id: 'protocol:cancel', label: t('ballot-cancel') }],
      ],
      trace: true,
    }),
  });
}
