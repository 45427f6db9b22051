import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { PROCESSES, type ProcessName } from '../../src/domain/processes.ts';
import { readKeyring, WIPED } from '../../src/storage/keyring.ts';
import { ROTATIONS, type RotationName, rotationStep } from '../../src/storage/keyring-rotation.ts';
import { exists } from '../postgres/place.ts';
import type { Command } from './command.ts';
import { keysFolder } from './keys-folder.ts';

const NAMES = Object.keys(ROTATIONS) as RotationName[];

/** `golos keys status` */
export const keysStatus: Command = {
  name: 'keys status',
  summary: 'say whether the keyrings are in order, and which key is being replaced',
  usage: `usage: golos keys status [--json]

Says of each keyring whether it is there and whole, and whether others on this machine could read it; and of each key
that can be replaced where its rotation has come to. Nothing secret is printed. Exit code 1 when something is wrong.

  --json   print the result as JSON`,
  run: async (argv, context) => {
    const { values } = parseArgs({ args: [...argv], options: { json: { type: 'boolean', default: false } } });
    const folder = keysFolder(context);
    const wiped = await exists(join(folder, WIPED));
    const keyrings = await Promise.all(
      PROCESSES.map(async (process) => ({ process, ...(await look(folder, process)) })),
    );
    const rotations = await Promise.all(
      NAMES.map(async (rotation) => ({
        rotation,
        step: await rotationStep(folder, rotation).catch(() => 'unknown' as const),
      })),
    );
    const ok = !wiped && keyrings.every(({ problem }) => problem === null);
    if (values.json) context.print(JSON.stringify({ ok, wiped, keyrings, rotations }));
    else {
      if (wiped) context.print('The keys of this folder were wiped.');
      for (const { process, problem } of keyrings) context.print(`${process.padEnd(8)}${problem ?? 'in order'}`);
      for (const { rotation, step } of rotations)
        if (step === 'announced' || step === 'switched')
          context.print(`The ${rotation} key is being replaced (${step}): "keys rotate ${rotation}" goes on.`);
    }
    return ok ? 0 : 1;
  },
};

async function look(folder: string, process: ProcessName): Promise<{ problem: string | null }> {
  const path = join(folder, `${process}.json`);
  try {
    await readKeyring(path, process);
  } catch (error) {
    return { problem: error instanceof Error ? error.message : 'cannot be read' };
  }
  const { mode } = await stat(path);
  return { problem: (mode & 0o077) === 0 ? null : `others on this machine may read it: chmod 600 ${path}` };
}
