import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { fileURLToPath } from 'node:url';
import { loadConfig } from '../src/config/config.ts';
import { dispatch } from './commands/dispatch.ts';
import { commands } from './commands/index.ts';
import { createProgress } from './commands/progress.ts';
import { type OpenRecord, openRecord } from './open-record.ts';
import { Problem } from './problem.ts';

/** The project's folder, seen from dist/scripts. */
const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** `npm run golos -- …` */
async function golos(argv: readonly string[]): Promise<void> {
  let record: Promise<OpenRecord> | undefined;
  const config = () => {
    const loaded = loadConfig();
    if (!loaded.ok) throw new Problem(loaded.problems.join('\n'), 2);
    return loaded.config;
  };
  try {
    process.exitCode = await dispatch(argv, commands, {
      config,
      openDatabase: async () => {
        record ??= openRecord(config(), join(ROOT, 'migrations'));
        return (await record).database;
      },
      now: () => new Date(),
      print: (line) => void process.stdout.write(`${line}\n`),
      note: (line) => void process.stderr.write(`${line}\n`),
      confirm,
      progress: (title, total) => createProgress(process.stderr, title, total),
    });
  } finally {
    // When it could not be opened, the command has said so.
    await record?.then(
      ({ close }) => close(),
      () => undefined,
    );
  }
}

/** Only a plain yes is one. */
async function confirm(question: string): Promise<boolean | undefined> {
  if (!process.stdin.isTTY || !process.stderr.isTTY) return undefined;
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await terminal.question(`${question} [y/N] `);
  terminal.close();
  return /^y(es)?$/i.test(answer.trim());
}

await golos(process.argv.slice(2));
