import type { TextKey } from '../i18n/keys.ts';
import type { DialogueInput, Talk } from './dialogue.ts';

export type Side = 'front' | 'back';

/** The photos of a ballot in the order of its sides; none when it could not be photographed. */
export type Sides = readonly { readonly side: Side; readonly photoId: string }[];

/** Asks for the photos of a ballot's sides that are not known already. */
export async function askSides(talk: Talk, sides: number, known: DialogueInput): Promise<Sides | 'cancelled'> {
  const wanted: readonly Side[] = sides === 1 ? ['front'] : ['front', 'back'];
  const photos: { side: Side; photoId: string }[] = [];
  let album: string | undefined;
  for (const side of wanted) {
    const before = known[side];
    if (typeof before === 'string') {
      photos.push({ side, photoId: before });
      continue;
    }
    // An album's photos come one by one: the next is on its way, and a word between would be too many.
    const answer = await askPhoto(talk, questionFor(side, sides), album !== undefined);
    if (answer.kind === 'photo') {
      photos.push({ side, photoId: answer.photoId });
      album = answer.album;
    } else if (answer.kind === 'tap' && answer.id === 'ballot:no-photo') {
      return [];
    } else {
      return 'cancelled';
    }
  }
  return photos;
}

function questionFor(side: Side, sides: number): TextKey {
  if (sides === 1) return 'ballot-photo';
  return side === 'front' ? 'ballot-front' : 'ballot-back';
}

function askPhoto({ t, ask }: Talk, question: TextKey, quiet: boolean): ReturnType<Talk['ask']> {
  return ask(
    () => ({
      text: t(question),
      options: [
        [{ id: 'ballot:no-photo', label: t('ballot-no-photo') }],
        [{ id: 'ballot:cancel', label: t('ballot-cancel') }],
      ],
      trace: true,
      quiet,
    }),
    { photo: true },
  );
}
