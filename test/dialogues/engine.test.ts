import { readdir, readFile } from 'node:fs/promises';
import type { Dialogue } from '../../src/dialogues/dialogue.ts';
import { begin, resume, type Scene } from '../../src/dialogues/engine.ts';
import type { Stored } from '../../src/dialogues/replay-log.ts';
import { loadCatalogues } from '../../src/i18n/catalogues.ts';
import { lookUpsIn, REGISTERED, someWorld } from '../support/conversation.ts';

const catalogues = loadCatalogues();
const OPTIONS = [[{ id: 'a:1', label: 'One' }], [{ id: 'a:2', label: 'Two' }]];

function scene(): Scene {
  let ids = 0;
  return { look: lookUpsIn(someWorld()), translator: catalogues.translator, newId: () => `id-${++ids}` };
}

function dialogue(run: Dialogue['run']): Dialogue {
  return { name: 'menu', version: 1, purpose: 'A test.', run };
}

/** Begins, and passes the state through JSON as the database does. */
async function opened(of: Dialogue, at = scene()): Promise<Stored> {
  const step = await begin(of, {}, REGISTERED, at);
  if (step.kind !== 'asked') throw new Error(`The dialogue ${step.kind}.`);
  return JSON.parse(JSON.stringify(step.stored));
}

describe('a dialogue on the engine', () => {
  test('does everything once, however often it is replayed', async () => {
    const reads: string[] = [];
    const sample = dialogue(async (talk) => {
      await talk.say('Hello');
      const code = await talk.once('code', async () => {
        reads.push('code');
        return { code: 7, none: undefined };
      });
      const id = await talk.newId();
      await talk.change({ tier: 'unverified' });
      await talk.intend({ do: 'clean-up' });
      await talk.choose({ text: 'First', options: OPTIONS });
      await talk.choose({ text: `${id} ${JSON.stringify(code)}`, options: OPTIONS });
      return { dialogue: 'kept' };
    });
    const first = await begin(sample, {}, REGISTERED, scene());
    expect(first).toMatchObject({
      kind: 'asked',
      messages: [{ text: 'Hello' }, { text: 'First', options: OPTIONS }],
      changes: { tier: 'unverified' },
      intents: [{ do: 'clean-up' }],
    });
    const second = await resume(sample, await opened(sample), 'telegram', scene(), { kind: 'tap', id: 'a:1' });
    expect(second).toMatchObject({ kind: 'asked', messages: [{ text: 'id-1 {"code":7}' }], changes: {}, intents: [] });
    if (second.kind !== 'asked') return;
    const third = await resume(sample, second.stored, 'telegram', scene(), { kind: 'text', text: ' TWO ' });
    expect(third).toEqual({
      kind: 'finished',
      next: { dialogue: 'kept' },
      messages: [],
      changes: {},
      intents: [],
      took: { kind: 'tap', id: 'a:2' },
    });
    expect(reads).toEqual(['code', 'code']);
  });

  test('an answer that does not fit leaves no trace, and gives the question back', async () => {
    const sample = dialogue(async (talk) => {
      await talk.choose({ text: 'Which?', options: OPTIONS });
      throw new Error('never reached');
    });
    const stored = await opened(sample);
    const before = JSON.stringify(stored);
    const step = await resume(sample, stored, 'telegram', scene(), { kind: 'text', text: '3' });
    expect(step).toEqual({
      kind: 'unfit',
      hint: { key: 'hint-number', args: { max: 2 } },
      question: { text: 'Which?', options: OPTIONS },
    });
    expect(JSON.stringify(stored)).toBe(before);
  });

  test('without an answer the question comes again, also a quiet one', async () => {
    const sample = dialogue(async (talk) => {
      await talk.ask({ text: 'And the other?', quiet: true }, { photo: true });
      return undefined;
    });
    const first = await begin(sample, {}, REGISTERED, scene());
    expect(first).toMatchObject({ kind: 'asked', messages: [] });
    const again = await resume(sample, await opened(sample), 'telegram', scene());
    expect(again).toMatchObject({ kind: 'asked', question: { text: 'And the other?' } });
  });

  const asking = dialogue(async (talk) => {
    await talk.say('Hello');
    await talk.choose({ text: 'Which?', options: OPTIONS });
    return undefined;
  });

  test.each<[string, Dialogue]>([
    ['of a newer version', { ...asking, version: 2 }],
    [
      'that says nothing first',
      dialogue(async (talk) => void (await talk.choose({ text: 'Which?', options: OPTIONS }))),
    ],
    ['that reads something first', dialogue(async (talk) => void (await talk.once('x', async () => 1)))],
    ['that ends before its question', dialogue(async (talk) => void (await talk.say('Hello')))],
  ])('a log cannot be replayed by a dialogue %s', async (_, changed) => {
    const step = await resume(changed, await opened(asking), 'telegram', scene(), { kind: 'tap', id: 'a:1' });
    expect(step).toEqual({ kind: 'outdated' });
  });

  test.each<[string, Dialogue['run']]>([
    ['throws', () => Promise.reject(new Error('a bug'))],
    ['reads what cannot be read', (talk) => talk.once('x', () => Promise.reject(new Error('a bug')))],
  ])('a dialogue that %s is never swallowed', async (_, run) => {
    await expect(begin(dialogue(run), {}, REGISTERED, scene())).rejects.toThrow('a bug');
  });

  test('no dialogue catches: it would catch the end of its run', async () => {
    const folder = new URL('../../src/dialogues/', import.meta.url);
    const names = (await readdir(folder)).filter((name) => !['engine.ts', 'replay-log.ts'].includes(name));
    for (const name of names) {
      expect([
        name,
        /\bcatch\b|\bfinally\b/.test(withoutComments(await readFile(new URL(name, folder), 'utf8'))),
      ]).toEqual([name, false]);
    }
  });

  test('two calls at once are a bug that is noticed', async () => {
    const sample = dialogue(async (talk) => {
      await Promise.all([talk.choose({ text: 'A', options: OPTIONS }), talk.choose({ text: 'B', options: OPTIONS })]);
      return undefined;
    });
    await expect(begin(sample, {}, REGISTERED, scene())).rejects.toThrow('at once');
  });
});

function withoutComments(source: string): string {
  return source.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
}
