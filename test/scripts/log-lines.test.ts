import { PassThrough } from 'node:stream';
import { eachLine, printable, readableLine } from '../../scripts/start/log-lines.ts';

const plain = (line: string) => line.replaceAll(new RegExp(`${String.fromCharCode(27)}\\[\\d+m`, 'g'), '');

test.each([
  [
    'an event',
    '{"level":30,"time":"2020-08-09T10:11:12","role":"web","event":"started","pid":7}',
    '10:11:12 web     started',
  ],
  [
    'a warning with fields',
    '{"level":40,"time":"2020-08-09T10:11:12","event":"away","seconds":3}',
    '10:11:12 web     warn away seconds=3',
  ],
  ['text that is not JSON', '    at file.js:1', '         web         at file.js:1'],
  ['half a JSON line', '{"level":30', '         web     {"level":30'],
])('%s', (_name, line, expected) => {
  expect(plain(readableLine('web', line))).toBe(expected);
});

test('lines come whole, however the stream is cut, and the last one without its end', async () => {
  const stream = new PassThrough();
  const lines: string[] = [];
  eachLine(stream, (line) => lines.push(line));
  for (const piece of ['on', 'e\ntw', 'o\n\nthr', Buffer.from([0xc3]), Buffer.from([0xa9])]) stream.write(piece);
  stream.end();
  await new Promise((done) => stream.once('end', done));
  expect(lines).toEqual(['one', 'two', 'thré']);
});

test.each([
  ['a crash that quotes what was written', 'Error: \u001B[2J\u001B[31mall is well\u0007\b\b'],
  ['a field', JSON.stringify({ level: 50, event: 'job-failed', code: 'a\n10:11:12 web started\u001B[1A\u202E' })],
])('%s writes over no other line', (_, line) => {
  const shown = readableLine('web', line);
  // Our own colours only.
  const begin = String.fromCharCode(27);
  const others = shown.replaceAll(new RegExp(`${begin}\\[(?:0|2|31|33)m`, 'g'), '');
  expect(others).not.toMatch(/[^\P{C}\t]/u);
  expect(shown.split('\n')).toHaveLength(1);
});

test('a log that is no terminal gets none either', () => {
  expect(printable('{"level":30}\tstill')).toBe('{"level":30}\tstill');
  expect(printable('one\r\u001B[2K{"level":50}')).toBe('one\\u000d\\u001b[2K{"level":50}');
});
