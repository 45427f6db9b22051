import { createHash } from 'node:crypto';
import sharp from 'sharp';
import { linesOf, strokesOf, widthOf } from '../../../bots/playground/sample-ballots/stroke-font.ts';
import { renderBallot, type SampleBallot } from '../../../bots/playground/sample-ballots.ts';
import { processPhoto } from '../../../src/actions/process-photo.ts';
import { hashDistance } from '../../../src/domain/perceptual-hash.ts';

const election = { name: 'Выбары старшыні Зубраўі', choices: ['Alena Cichaja', 'Мікола Жук', 'Супраць усіх'] };
const ballot = (change: Partial<SampleBallot> = {}) =>
  renderBallot({ election, choiceIndex: 1, side: 'front', seed: 7, quick: true, ...change });
const digest = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

describe('a rendered ballot', () => {
  test.each([
    ['full', false, 960, 1_280],
    ['quick', true, 360, 480],
  ])('%s is a JPEG of its size, paper in the middle', async (_, quick, width, height) => {
    for (const side of ['front', 'back'] as const) {
      const bytes = await ballot({ quick, side });
      const metadata = await sharp(bytes).metadata();
      expect([metadata.format, metadata.width, metadata.height]).toEqual(['jpeg', width, height]);
      const middle = { left: width >> 2, top: height >> 2, width: width >> 1, height: height >> 1 };
      const { channels } = await sharp(bytes).extract(middle).stats();
      for (const { mean, stdev } of channels) {
        expect(mean).toBeGreaterThan(90);
        expect(stdev).toBeGreaterThan(8);
      }
    }
  });

  test('is the same bytes for the same arguments', async () => {
    for (const quick of [true, false]) expect(digest(await ballot({ quick }))).toBe(digest(await ballot({ quick })));
  });

  test('is another one for every seed, side and choice', async () => {
    const seeds = Array.from({ length: 200 }, (_, seed) => ballot({ seed }));
    const others = [ballot({ seed: 0, side: 'back' }), ballot({ seed: 0, choiceIndex: 2 }), ballot({ seed: -1 })];
    const all = await Promise.all([...seeds, ...others]);
    expect(new Set(all.map(digest)).size).toBe(all.length);
  });

  test('is kept by the photo rules, and those of two people are no exact duplicates', async () => {
    const key = Buffer.alloc(32, 1);
    const hashes = new Set<string>();
    for (let seed = 0; seed < 10; seed++) {
      const photo = await processPhoto(await ballot({ seed }), key);
      hashes.add(photo.ok ? photo.exactHash.toString('hex') : photo.refusal);
    }
    expect(hashes.size).toBe(10);
  });

  test('saved again at another quality, is near by its perceptual hash', async () => {
    const key = Buffer.alloc(32, 1);
    const hash = async (bytes: Buffer) => {
      const photo = await processPhoto(bytes, key);
      return photo.ok ? photo.perceptualHash : 0n;
    };
    for (let seed = 0; seed < 10; seed++) {
      const bytes = await ballot({ seed });
      const again = await sharp(bytes).resize(300).jpeg({ quality: 50 }).toBuffer();
      expect(hashDistance(await hash(bytes), await hash(again))).toBeLessThanOrEqual(6);
    }
  });

  test.each([
    ['many choices', { name: 'Выборы', choices: Array.from({ length: 40 }, (_, at) => `Кандидат №${at + 1}`) }],
    ['very long names', { name: 'Очень длинное название '.repeat(9), choices: ['Ы'.repeat(200), 'А Б '.repeat(50)] }],
    ['letters that nobody drew', { name: '選挙 🗳', choices: ['ქართული', '<svg>&amp;'] }],
  ])('takes %s', async (_, odd) => {
    for (const side of ['front', 'back'] as const) {
      const bytes = await ballot({ election: odd, side });
      expect((await sharp(bytes).metadata()).format).toBe('jpeg');
    }
  });

  test('of a choice that is not there is a bug', async () => {
    await expect(ballot({ choiceIndex: 3 })).rejects.toThrow('There is no choice of that index');
  });
});

describe('the stroke font', () => {
  test.each([...'АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯІЎABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-.,:()/'])(
    'has %s, within its place',
    (character) => {
      const strokes = strokesOf(character, 6);
      expect(strokes.length).toBeGreaterThan(0);
      expect(strokes).not.toEqual(strokesOf('選', 6));
      for (const [x, y] of strokes.flat()) {
        expect(x >= 0 && x <= 4 && y >= 0 && y <= 6).toBe(true);
      }
    },
  );

  test('letters with a mark that is not drawn lose it', () => {
    expect(strokesOf('é', 6)).toEqual(strokesOf('e', 6));
  });

  test('breaks lines at spaces', () => {
    const lines = linesOf('one two three', 10, widthOf('one two', 10));
    expect(lines).toEqual(['one two', 'three']);
  });
});
