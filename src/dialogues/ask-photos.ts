import type { DialogueInput, Prompt, Talk } from './dialogue.ts';

/** Photos that an earlier round has, in their order: `photos` of a dialogue's input, ids with commas. */
export function knownPhotos({ photos }: DialogueInput): readonly string[] {
  return typeof photos === 'string' && photos !== '' ? photos.split(',') : [];
}

/**
 * Asks for photos until their sender says that these are all (the option `done`), or there are as many as there can be. An album's
 * photos come one by one: after its first, which says how to end, there is no word between them. Any other answer cancels.
 */
export async function askPhotos(
  talk: Talk,
  wanted: {
    /** That are there already. */
    readonly known?: readonly string[];
    readonly most: number;
    readonly done: string;
    /** The question when so many are there. */
    readonly promptFor: (count: number) => Prompt;
  },
): Promise<readonly string[] | 'cancelled'> {
  const { known = [], most, done, promptFor } = wanted;
  const photos = [...known];
  let album: string | undefined;
  let albumGoesOn = false;
  while (photos.length < most) {
    const count = photos.length;
    const quiet = albumGoesOn;
    const answer = await talk.ask(() => ({ ...promptFor(count), quiet }), { photo: true });
    if (answer.kind !== 'photo') return answer.kind === 'tap' && answer.id === done ? photos : 'cancelled';
    photos.push(answer.photoId);
    albumGoesOn = answer.album !== undefined && answer.album === album;
    album = answer.album;
  }
  return photos;
}
