import sharp, { type Sharp } from 'sharp';
import {
  type Drawing,
  drawBack,
  drawCreases,
  drawFront,
  emptyDrawing,
  type Form,
} from '../../bots/playground/sample-ballots/form.ts';
import { newCanvas } from '../../bots/playground/sample-ballots/raster.ts';
import { chooseSetting, paintScene } from '../../bots/playground/sample-ballots/scene.ts';
import { type Seeded, seeded } from '../../bots/playground/sample-ballots/seeded.ts';
import { strokesOf } from '../../bots/playground/sample-ballots/stroke-font.ts';

/** The paper that practice is about. Its choices are those of `src/domain/review/practice.ts`, in the same order. */
export const PAPER: Form = {
  name: 'Выбары Лясной рады',
  choices: ['Дуб', 'Бяроза', 'Ліпа', 'Рабіна', 'Супраць усіх'],
};

/** Another vote's paper: it looks the same and is none of ours. */
export const OTHER_PAPER: Form = {
  name: 'Выбары Марскога савета',
  choices: ['Чайка', 'Бакен', 'Ветразь', 'Якар', 'Супраць усіх'],
};

/** What is on a sheet. `sheet` decides the hand and the pen, `shot` how it was photographed. */
export interface Shot {
  readonly paper?: Form;
  /** Which lines are marked, from 0; `note` is a sheet with handwriting only. */
  readonly lines: readonly number[] | 'note';
  readonly side: 'front' | 'back';
  readonly sheet: number;
  readonly shot: number;
}

const SIZE = { width: 840, height: 1_120 };
const HANDWRITING = ['хлеб', 'малако', 'цукар', 'бульба 3 кг', 'чай', 'пазваніць маме'];

/** A photo of one side of a sheet on a table: raw pixels, ready for sharp. */
export function photograph({ paper = PAPER, lines, side, sheet, shot }: Shot): Sharp {
  const canvas = newCanvas(SIZE);
  const drawing = emptyDrawing();
  const hand = seeded(`practice sheet ${sheet} ${side}`);
  drawCreases(drawing, hand);
  if (lines === 'note') {
    if (side === 'front') writeNote(drawing, hand);
  } else if (side === 'back') drawBack(drawing, paper, hand);
  else {
    const [first = -1, ...more] = lines;
    drawFront(drawing, paper, first, hand);
    for (const line of more) {
      const again = emptyDrawing();
      drawFront(again, paper, line, seeded(`practice sheet ${sheet} mark ${line}`));
      drawing.pen.push(...again.pen);
    }
  }
  paintScene(
    canvas,
    drawing,
    chooseSetting(seeded(`practice table ${sheet}`)),
    seeded(`practice shot ${shot} ${side}`),
  );
  return sharp(canvas.bytes, { raw: { ...SIZE, channels: 3 } }).blur(0.7);
}

function writeNote(drawing: Drawing, hand: Seeded): void {
  for (const [at, words] of HANDWRITING.entries()) {
    for (const stroke of strokesOf(words, 6)) {
      drawing.pen.push(stroke.map(([x, y]) => [x + 12 + hand.between(-0.4, 0.4), y + 14 + at * 14]));
    }
  }
}

/** A JPEG small enough to lie in the sources. */
export function finish(photo: Sharp): Promise<Buffer> {
  return photo.jpeg({ quality: 62, mozjpeg: true }).toBuffer();
}
