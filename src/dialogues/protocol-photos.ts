import { MOST_PROTOCOL_PHOTOS } from '../domain/protocols/states.ts';
import type { DialogueInput, Talk } from './dialogue.ts';

/** Photos that an earlier round has, in their order. */
export function knownPages({ photos }: DialogueInput): readonly string[] {
  return typeof photos === 'string' && photos !== '' ? photos.split(',') : [];
}

/**
 * Asks for the photos of a sheet until their sender says that these are all, or there are as many as there can be. An
 * album's photos come one by one: after its first, which says how to end, there is no word between them.
 */
export async function askPages(
  talk: Talk,
  station: string,
  known: readonly string[],
): Promise<readonly string[] | 'cancelled'> {
  const { t } = talk;
  const photos = [...known];
  let album: string | undefined;
  let albumGoesOn = false;
  while (photos.length < MOST_PROTOCOL_PHOTOS) {
    const count = photos.length;
    const quiet = albumGoesOn;
    const answer = await talk.ask(
      () => ({
        text:
          count === 0
            ? t('protocols-chat-photos', { station, max: MOST_PROTOCOL_PHOTOS })
            : t('protocols-chat-more', { count, max: MOST_PROTOCOL_PHOTOS }),
        options: [
          ...(count === 0 ? [] : [[{ id: 'protocol:done', label: t('protocols-chat-done') }]]),
          [{ id: 'protocol:cancel', label: t('ballot-cancel') }],
        ],
        trace: true,
        quiet,
      }),
      { photo: true },
    );
    if (answer.kind === 'photo') {
      photos.push(answer.photoId);
      albumGoesOn = answer.album !== undefined && answer.album === album;
      album = answer.album;
    } else if (answer.kind === 'tap' && answer.id === 'protocol:done') {
      return photos;
    } else {
      return 'cancelled';
    }
  }
  return photos;
}
