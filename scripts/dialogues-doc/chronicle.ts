import type { ChronicleTold } from '../../src/actions/chronicle/chronicle-chat.ts';

/** An entry of the chronicle. */
export const ENTRY: ChronicleTold = {
  number: 12,
  day: '2030-05-04',
  title: 'A march',
  place: 'Birch',
  text: 'People walked.',
  picture: undefined,
  url: undefined,
};
