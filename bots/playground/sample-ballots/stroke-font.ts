/**
 * Capital letters of Latin and Cyrillic as pen strokes, so that drawing a form needs no font: a bare
 * machine has none. Each stroke is a row of points, two digits each: x from 0 to 4, y from 0 (top) to 6.
 */
const STROKES: Readonly<Record<string, string>> = {
  A: '062046 1434',
  B: '06003041423303 3344453606',
  C: '4130100105163645',
  D: '06003041453606',
  E: '40000646 0333',
  F: '400006 0333',
  G: '41301001051636454323',
  H: '0006 4046 0343',
  I: '2026',
  J: '4045361605',
  K: '0006 400346',
  L: '000646',
  M: '0600244046',
  N: '06004640',
  O: '103041453616050110',
  P: '06003041423303',
  Q: '103041453616050110 2446',
  R: '06003041423303 2346',
  S: '413010010213334445361605',
  T: '0040 2026',
  U: '000516364540',
  V: '002640',
  W: '0016233640',
  X: '0046 4006',
  Y: '002340 2326',
  Z: '00400646',
  Б: '4000063645443303',
  Г: '400006',
  Д: '06054546 15204045',
  Ё: '41010646 0333 1011 3031',
  Ж: '2026 0046 4006',
  З: '01103041423313 334445361605',
  И: '00064046',
  Й: '01064146 1030',
  Л: '062046',
  П: '06004046',
  У: '0023 4016',
  Ў: '0123 4116 1030',
  Ф: '2026 103041423313020110',
  Ц: '00054540 4546',
  Ч: '00021343 4046',
  Ш: '00064640 2026',
  Щ: '00054540 2025 4546',
  Ъ: '0010163645443313',
  Ы: '00062635342303 4046',
  Ь: '00063645443303',
  Э: '0110304145361605 1343',
  Ю: '0006 0313 203041453626151120',
  Я: '46401001021343 2306',
  '1': '112026',
  '2': '01103041420646',
  '3': '004022334445361605',
  '4': '36300444',
  '5': '400002324345361605',
  '6': '4130100105163645443303',
  '7': '004016',
  '8': '13020110304142331304051636454433',
  '9': '0516364541301001021343',
  '-': '1333',
  '.': '2526',
  ',': '2516',
  ':': '2122 2526',
  "'": '2021',
  '"': '1011 3031',
  '(': '30212536',
  ')': '10212516',
  '/': '4006',
  '+': '2125 0343',
  ' ': '',
};

/** Letters that look like one that is there already. */
const SAME: Readonly<Record<string, string>> = {
  ...{ А: 'A', В: 'B', Е: 'E', К: 'K', М: 'M', Н: 'H', О: 'O', Р: 'P', С: 'C', Т: 'T', Х: 'X', І: 'I', Ї: 'I' },
  ...{ '0': 'O', '–': '-', '—': '-', '’': "'", ʼ: "'", '«': '"', '»': '"', '“': '"', '”': '"', '№': 'N' },
};

/** For a character that is not there. */
const BOX = '1131361611';

/** Width of a letter with the space after it, as a part of its height. */
export const ADVANCE = 0.95;

export type Point = readonly [x: number, y: number];

/** The strokes of one line of text, with its top left corner at 0, 0 and `height` units high. */
export function strokesOf(text: string, height: number): Point[][] {
  return [...text.toUpperCase()].flatMap((character, at) =>
    glyph(character)
      .split(' ')
      .filter(Boolean)
      .map((stroke) => points(stroke, at * ADVANCE * height, height)),
  );
}

export function widthOf(text: string, height: number): number {
  return [...text].length * ADVANCE * height;
}

/** Text broken at spaces into lines of at most `width`; a longer word stands alone, too long. */
export function linesOf(text: string, height: number, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1);
    if (last !== undefined && widthOf(`${last} ${word}`, height) <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

function glyph(character: string): string {
  const known = STROKES[SAME[character] ?? character];
  if (known !== undefined) return known;
  const [plain = ''] = character.normalize('NFD');
  return STROKES[SAME[plain] ?? plain] ?? BOX;
}

function points(stroke: string, left: number, height: number): Point[] {
  return (stroke.match(/../g) ?? []).map((pair) => [
    left + (Number(pair[0]) / 6) * height,
    (Number(pair[1]) / 6) * height,
  ]);
}
