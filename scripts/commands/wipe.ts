import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { keyringPath } from '../../src/config/config.ts';
import { wipeFile, wipeKeys } from '../../src/storage/wipe-keys.ts';
import { codeOf } from '../postgres/place.ts';
import { Problem } from '../problem.ts';
import type { Command } from './command.ts';

/** `golos wipe` */
export const wipeCommand: Command = {
  name: 'wipe',
  summary: 'destroy the keys on this machine, for good',
  usage: `usage: golos wipe [--yes]

Destroys every keyring on this machine, at once and for good; it needs nobody else and no database. Running processes end
by themselves within a second. From then on nobody, with whatever backup of database and photos, can say who anybody is,
write to anybody, connect an account with a ballot, or open a photo. What stands in the database without a name stays
readable: the count, answers to surveys, what is public. See docs/decisions/wipe-destroys-keys.md.

On several machines: on each. It can be undone only by who has a copy of the keyrings, or enough shares of "keys split".
Bot tokens are not keys: have them revoked.

  --yes   do not ask`,
  run: async (argv, context) => {
    const { values } = parseArgs({ args: [...argv], options: { yes: { type: 'boolean', default: false } } });
    const config = context.config();
    const where = config.keyringFile ?? dirname(keyringPath(config, 'web'));
    if (!values.yes) {
      const answer = await context.confirm(`Destroy the keys in ${where} for good?`);
      if (answer === undefined) context.note('Nothing was destroyed: nobody is there to ask. Use --yes.');
      if (answer !== true) return 1;
    }
    try {
      if (config.keyringFile === undefined) await wipeKeys(where);
      else await wipeFile(where);
    } catch (error) {
      throw new Problem(`Not everything could be destroyed in ${where} (${codeOf(error)}): pull the plug.`);
    }
    context.print('The keys are gone.');
    return 0;
  },
};
