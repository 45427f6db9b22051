import { readSources, type Source } from './sources.ts';

/** Who may import whom (docs/ARCHITECTURE.md); everybody may import its own layer. Types count too. */
const ALLOWED: Readonly<Record<string, readonly string[] | 'anything'>> = {
  'src/domain': [],
  'src/config': ['src/domain'],
  'src/i18n': ['src/domain'],
  'src/messaging': ['src/domain'],
  'src/storage': ['src/domain'],
  'src/queues': ['src/domain'],
  'src/actions': ['src/domain', 'src/storage', 'src/queues', 'src/messaging'],
  'src/dialogues': ['src/actions', 'src/domain', 'src/messaging', 'src/i18n'],
  'src/http': ['src/actions', 'src/storage', 'src/i18n', 'src/messaging', 'src/domain'],
  // It watches over the others.
  'src/metrics': ['src/config', 'src/domain', 'src/storage', 'src/queues', 'src/messaging'],
  'bots/telegram': ['src/messaging', 'src/domain'],
  'bots/viber': ['src/messaging', 'src/domain'],
  'bots/playground': ['src/messaging', 'src/domain'],
  // For the log; see also the test that they do not read the configuration.
  workers: [
    ...['src/actions', 'src/config', 'src/domain', 'src/storage', 'src/queues', 'src/messaging', 'src/i18n'],
    'src/metrics',
  ],
  // These build the concrete things and read the configuration.
  mains: 'anything',
  scripts: 'anything',
};

const MAINS = ['src/main.ts', 'workers/main.ts', 'workers/sender.ts'];

function layerOf(path: string): string {
  if (MAINS.includes(path)) return 'mains';
  const [top = '', second = ''] = path.split('/');
  return top === 'src' || top === 'bots' ? `${top}/${second}` : top;
}

let sources: readonly Source[];
beforeAll(async () => {
  sources = await readSources();
});

test('every source belongs to a layer, and imports only what its layer may', () => {
  const wrong = sources.flatMap(({ path, imports }) => {
    const layer = layerOf(path);
    const allowed = ALLOWED[layer];
    if (allowed === undefined) return [`${path} belongs to no layer`];
    return imports
      .filter(({ ours, target }) => ours && allowed !== 'anything' && ![layer, ...allowed].includes(layerOf(target)))
      .map(({ target }) => `${path} → ${target}`);
  });
  expect(wrong).toEqual([]);
});

test.each([
  ['pg and drizzle', /^(pg|drizzle-orm)(\/|$)/, ['src/storage', 'src/queues', 'scripts']],
  ['BullMQ and ioredis', /^(bullmq|ioredis)(\/|$)/, ['src/queues', 'scripts']],
  ['grammY', /^(grammy|@grammyjs\/types)(\/|$)/, ['bots/telegram', 'bots/playground']],
  ['prom-client', /^prom-client$/, ['src/metrics']],
  ['viber-bot', /^viber-bot(\/|$)/, ['bots/viber', 'bots/playground']],
])('%s is imported only where it belongs', (_name, library, layers) => {
  const wrong = sources.filter(
    ({ path, imports }) =>
      !layers.includes(layerOf(path)) && imports.some(({ target, typeOnly }) => !typeOnly && library.test(target)),
  );
  expect(wrong.map(({ path }) => path)).toEqual([]);
});

test('nothing imports in a circle', () => {
  const graph = new Map(
    sources.map(({ path, imports }) => [path, imports.filter((i) => i.ours && !i.typeOnly).map((i) => i.target)]),
  );
  const done = new Set<string>();
  const circles: string[] = [];
  const visit = (path: string, trail: readonly string[]): void => {
    if (trail.includes(path)) circles.push([...trail.slice(trail.indexOf(path)), path].join(' → '));
    if (trail.includes(path) || done.has(path)) return;
    for (const target of graph.get(path) ?? []) visit(target, [...trail, path]);
    done.add(path);
  };
  for (const path of graph.keys()) visit(path, []);
  expect(circles).toEqual([]);
});

test('only src/config, and the scripts that run before it is there, read the environment', () => {
  const readers = sources.filter(({ path, text }) => /process\.env\b/.test(text) && !path.endsWith('.mjs'));
  expect(readers.map(({ path }) => path).filter((path) => layerOf(path) !== 'src/config')).toEqual([]);
});

test('only the mains and the scripts load the configuration', () => {
  const loaders = sources.filter(({ text }) => /\bloadConfig\(/.test(text)).map(({ path }) => layerOf(path));
  expect(loaders.filter((layer) => !['src/config', 'mains', 'scripts'].includes(layer))).toEqual([]);
});

test('nothing is exported by default', () => {
  expect(sources.filter(({ hasDefaultExport }) => hasDefaultExport).map(({ path }) => path)).toEqual([]);
});
