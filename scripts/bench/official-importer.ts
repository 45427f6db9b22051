import { createReadStream } from 'node:fs';
import { importOfficial } from '../../src/actions/import-official.ts';
import { openDatabase } from '../../src/storage/database.ts';

/** A process of its own that imports a file of official results, and prints how long it took and what it held at most. */
const [url = '', electionId = '', file = ''] = process.argv.slice(2);
const database = openDatabase({ url, max: 2 });
const start = performance.now();
const result = await importOfficial(database, {
  electionId,
  source: 'cec',
  fileName: 'bench.csv',
  bytes: createReadStream(file),
});
const seconds = (performance.now() - start) / 1_000;
await database.close();
const numbers = result.kind === 'imported' ? result.numbers : 0;
// Kilobytes, as the system counts them.
process.stdout.write(`${JSON.stringify({ seconds, numbers, bytes: process.resourceUsage().maxRSS * 1_024 })}\n`);
