import { PassThrough } from 'node:stream';
import { eachLine, readableLine } from '../../scripts/start/log-lines.ts';

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
