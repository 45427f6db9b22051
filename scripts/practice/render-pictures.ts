import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { finish, OTHER_PAPER, photograph, type Shot } from './sheets.ts';

/**
 * The pictures of practice and of the guide for reviewers, rendered once and kept with the sources
 * (`src/http/assets/practice/`): nobody waits for them, and nobody's real ballot is shown to learners.
 * Run it with `node dist/scripts/practice/render-pictures.js` after changing what is to be seen.
 */

const FOLDER = 'src/http/assets/practice';

const sheet = (number: number, lines: Shot['lines'], more: Partial<Shot> = {}) => ({
  front: () => photograph({ lines, side: 'front', sheet: number, shot: number, ...more }),
  back: () => photograph({ lines, side: 'back', sheet: number, shot: number, ...more }),
});

const cross = sheet(3, [1]);
const turned = sheet(4, [3]);
const dark = sheet(5, [0]);
const blurred = sheet(2, [2]);
const note = sheet(6, 'note');
const other = sheet(11, [2], { paper: OTHER_PAPER });
const twice = sheet(7, [1]);
const again = sheet(7, [1], { shot: 17 });
const altered = sheet(1, [0]);
const marks = sheet(9, [0, 2]);
const same = sheet(12, [2]);
const sameAgain = sheet(12, [2], { shot: 22 });
const one = sheet(14, [3]);
const another = sheet(19, [3]);

/** A box painted white and a mark drawn with a ruler: what a picture editor leaves behind. */
const PAINTED = Buffer.from(`<svg width="840" height="1120" xmlns="http://www.w3.org/2000/svg">
  <rect x="618" y="246" width="100" height="88" fill="#eef0ff"/><rect x="640" y="258" width="60" height="60" fill="none" stroke="#111" stroke-width="3"/>
  <rect x="646" y="488" width="78" height="78" fill="#eef0ff"/><rect x="652" y="494" width="66" height="66" fill="none" stroke="#111" stroke-width="3"/>
  <path d="M656 498 L714 556 M714 498 L656 556" stroke="#0000ff" stroke-width="9"/></svg>`);

const PICTURES: Readonly<Record<string, () => Sharp | Promise<Sharp>>> = {
  'cross-1': cross.front,
  'cross-2': cross.back,
  'turned-1': () => turned.front().rotate(180),
  'turned-2': turned.back,
  'dark-1': () => dark.front().linear(0.22, 2),
  'dark-2': () => dark.back().linear(0.22, 2),
  'blurred-1': () => blurred.front().blur(60),
  'blurred-2': blurred.back,
  'note-1': note.front,
  'note-2': note.back,
  'other-1': other.front,
  'other-2': other.back,
  'twice-1': twice.front,
  'twice-2': again.front,
  'altered-1': async () => {
    const { data, info } = await altered.front().raw().toBuffer({ resolveWithObject: true });
    const { width, height, channels } = info;
    return sharp(data, { raw: { width, height, channels } }).composite([{ input: PAINTED }]);
  },
  'altered-2': altered.back,
  'marks-1': marks.front,
  'marks-2': marks.back,
  'same-1': same.front,
  'same-2': same.back,
  'same-3': sameAgain.front,
  'same-4': sameAgain.back,
  'different-1': one.front,
  'different-2': one.back,
  'different-3': another.front,
  'different-4': another.back,
};

await mkdir(FOLDER, { recursive: true });
for (const [name, picture] of Object.entries(PICTURES)) {
  await writeFile(join(FOLDER, `${name}.jpg`), await finish(await picture()));
}
