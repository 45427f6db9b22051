import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { keyringPath, type Role } from '../../src/config/config.ts';
import { PROCESSES } from '../../src/domain/processes.ts';
import { createKeyrings, readKeyring } from '../../src/storage/keyring.ts';
import { codeOf } from '../postgres/place.ts';
import { Problem } from '../problem.ts';
import type { Command, CommandContext, ExitCode } from './command.ts';

/** `golos keys create` */
export const keysCreate: Command = {
  name: 'keys create',
  summary: 'make a keyring for each process',
  usage: `usage: golos keys create

Makes one file of keys for each process in the data folder (keys/web.json, worker.json, sender.json), readable
by its owner only. Keyrings that are there keep their keys; a key that came with a later version is added to those
that lack it. Refuses to fill up a set of which some are missing.
Back them up apart from the database: without them its people, photos and addresses cannot be read.`,
  run: async (argv, context) => {
    parseArgs({ args: [...argv], options: {} });
    const folder = dirname(keyringPath(configWithoutFile(context), 'web'));
    const made = await createKeyrings(folder).catch((error: unknown) => {
      throw new Problem(
        error instanceof Error && !('syscall' in error)
          ? error.message
          : `Cannot write to ${folder} (${codeOf(error)}).`,
      );
    });
    context.print(
      {
        created: `Made the keyrings in ${folder}.`,
        extended: `Added what keyrings of this version have to those in ${folder}. Back them up again.`,
        present: `The keyrings in ${folder} are there already.`,
      }[made],
    );
    return 0;
  },
};

/** `golos keys show` */
export const keysShow: Command = {
  name: 'keys show',
  summary: 'show which process has which keys, by fingerprint',
  usage: `usage: golos keys show [--json]

Shows which keys each process has. A fingerprint tells whether two keys are the same, and nothing about the
key. Nothing secret is printed.

  --json   print the result as JSON`,
  run: showKeys,
};

async function showKeys(argv: readonly string[], context: CommandContext): Promise<ExitCode> {
  const { values } = parseArgs({ args: [...argv], options: { json: { type: 'boolean', default: false } } });
  const config = context.config();
  // With KEYRING_FILE, a process is only given its own: this machine may have just one of them.
  const files = config.keyringFile === undefined ? PROCESSES : PROCESSES.slice(0, 1);
  const shown: { process: string; file: string; keys: Record<string, string> }[] = [];
  for (const role of files) {
    const file = keyringPath(config, role);
    const process = config.keyringFile === undefined ? role : await roleOf(file);
    const keys = await readKeyring(file, process).catch((error: unknown) => {
      throw new Problem(error instanceof Error ? error.message : 'The keyring cannot be read.');
    });
    const prints = Object.entries(keys).flatMap(([name, key]) => {
      const bytes = Buffer.isBuffer(key) ? key : key.hashes[0];
      return bytes == null ? [] : [[name, fingerprint(bytes)]];
    });
    shown.push({ process, file, keys: Object.fromEntries(prints) });
  }
  if (values.json) context.print(JSON.stringify(shown));
  else for (const line of lines(shown)) context.print(line);
  return 0;
}

function lines(shown: readonly { process: string; file: string; keys: Record<string, string> }[]): string[] {
  return shown.flatMap(({ process, file, keys }) => [
    `${process} (${file})`,
    ...Object.entries(keys).map(([name, print]) => `  ${name.padEnd(16)}${print}`),
  ]);
}

/** 40 bits of a hash with a purpose of its own: keys are random, so that it leads back to none. */
function fingerprint(key: Buffer): string {
  return createHash('sha256').update('golos key fingerprint\0').update(key).digest('hex').slice(0, 10);
}

/** Whose keyring a file is, by the keys that only one process has. */
async function roleOf(file: string): Promise<Role> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new Problem(`Cannot read ${file} (${codeOf(error)}).`);
  });
  if (text.includes('"addressPrivate"')) return 'sender';
  return text.includes('"photo"') ? 'worker' : 'web';
}

function configWithoutFile(context: CommandContext) {
  const config = context.config();
  if (config.keyringFile === undefined) return config;
  throw new Problem('KEYRING_FILE names a keyring. Unset it to make new ones in the data folder.');
}
