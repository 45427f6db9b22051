import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readDotenv } from '../../scripts/dotenv.mjs';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'golos-dotenv-'));
});
afterAll(() => rm(folder, { recursive: true }));

test.each<[name: string, text: string, values: Record<string, string>]>([
  ['nothing', '', {}],
  ['a value', 'PORT=3000', { PORT: '3000' }],
  ['spaces, a comment and an empty line', ' PORT = 3000 # web\n\n# HOST=no\n', { PORT: '3000' }],
  ['Windows line ends and a byte order mark', '\uFEFFA=1\r\nB=2\r\n', { A: '1', B: '2' }],
  ['quotes keep spaces and #', `A=" x # y "\nB='"'`, { A: ' x # y ', B: '"' }],
  ['an = in the value', 'URL=postgres://a:b@c/d?e=f', { URL: 'postgres://a:b@c/d?e=f' }],
  ['a # inside a word', 'SECRET=abc#def', { SECRET: 'abc#def' }],
  ['export, and an empty value', 'export A=\nB=#', { A: '', B: '' }],
])('reads %s', async (_name, text, values) => {
  await writeFile(join(folder, '.env'), text);
  expect(readDotenv(join(folder, '.env'))).toEqual({ values });
});

test.each([
  ['a line without =', 'PORT=1\nTELEGRAM_BOT_TOK', 2],
  ['a quote that never ends', 'A="secret', 1],
  ['words after a quote', "A='x' y", 1],
  ['a name with a space', 'MY PORT=1', 1],
])('refuses %s, without showing it', async (_name, text, line) => {
  await writeFile(join(folder, '.env'), text);
  expect(readDotenv(join(folder, '.env'))).toEqual({ problem: `${folder}/.env, line ${line}: expected NAME=value.` });
});

test('no file is no values', () => {
  expect(readDotenv(join(folder, 'none'))).toEqual({ values: {} });
});
