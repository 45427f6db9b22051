import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { PROCESSES } from '../../src/domain/processes.ts';
import { joinShares, keyShare, splitSecret } from '../../src/storage/key-shares.ts';
import { parseJson, writeWhole } from '../../src/storage/keyring.ts';
import { codeOf, exists } from '../postgres/place.ts';
import { Problem } from '../problem.ts';
import type { Command } from './command.ts';
import { keysFolder } from './keys-folder.ts';
import { wholeNumber } from './whole-number.ts';

const bundle = z.object({ web: z.string(), worker: z.string(), sender: z.string() });

/** `golos keys split` */
export const keysSplit: Command = {
  name: 'keys split',
  summary: 'back the keyrings up, split among people',
  usage: `usage: golos keys split --shares N --needed M --out FOLDER

Writes N files, one for each person. Any M of them give all three keyrings back ("keys join"); fewer tell nothing
(Shamir's secret sharing). Hand them out, and delete the folder. Make new ones after each rotation, and have the old
ones destroyed: as long as M people keep theirs, "wipe" on this machine can be undone by them.

  --shares N     how many people get one (2 to 255)
  --needed M     how many of them it takes (2 to N)
  --out FOLDER   where the files are written; it must not be there yet`,
  run: async (argv, context) => {
    const { values } = parseArgs({
      args: [...argv],
      options: { shares: { type: 'string' }, needed: { type: 'string' }, out: { type: 'string' } },
    });
    if (values.out === undefined) throw new Problem('Where to? --out FOLDER', 2);
    const of = wholeNumber('--shares', values.shares ?? '', 2);
    const needed = wholeNumber('--needed', values.needed ?? '', 2);
    if (of > 255 || needed > of) throw new Problem('It takes 2 to 255 shares, and no more of them than there are.', 2);
    const folder = keysFolder(context);
    const texts = PROCESSES.map(async (process) => {
      const path = join(folder, `${process}.json`);
      const text = await readFile(path, 'utf8').catch((error: unknown) => {
        throw new Problem(`Cannot read ${path} (${codeOf(error)}).`);
      });
      return [process, text] as const;
    });
    const shares = await splitSecret(JSON.stringify(Object.fromEntries(await Promise.all(texts))), needed, of);
    const out = resolve(values.out);
    await mkdir(out, { mode: 0o700 }).catch((error: unknown) => {
      throw new Problem(`Cannot make ${out} (${codeOf(error)}): it must not be there yet.`);
    });
    for (const share of shares) {
      const text = `${JSON.stringify(share, null, 2)}\n`;
      await writeFile(join(out, `share-${share.number}-of-${of}.json`), text, { mode: 0o600, flag: 'wx' });
    }
    context.print(`Wrote ${of} shares into ${out}. Any ${needed} of them give the keyrings back.`);
    return 0;
  },
};

const PROBLEMS = {
  sets: 'These shares are not of one splitting.',
  few: 'These are too few shares.',
  wrong: 'What these shares give is not what was split: at least one of them was changed.',
  damaged: 'Not copied well: share',
} as const;

/** `golos keys join` */
export const keysJoin: Command = {
  name: 'keys join',
  summary: 'put the keyrings together from people’s shares',
  usage: `usage: golos keys join FILE FILE … --out FOLDER

Puts the three keyrings together from the shares of "keys split", as many as it takes. Writes them into a folder in
which there are none yet; it can be in memory (such as /run/golos), so that they are gone when the machine is switched
off.

  --out FOLDER   where the keyrings are written`,
  run: async (argv, context) => {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: { out: { type: 'string' } },
    });
    if (values.out === undefined) throw new Problem('Where to? --out FOLDER', 2);
    const shares = await Promise.all(positionals.map(readShare));
    const joined = await joinShares(shares);
    if (!joined.ok) {
      const numbers = joined.numbers === undefined ? '' : ` ${joined.numbers.join(', ')}.`;
      const needed = joined.problem === 'few' ? ` It takes ${shares[0]?.needed ?? 'some'} different ones.` : '';
      throw new Problem(`${PROBLEMS[joined.problem]}${numbers}${needed}`);
    }
    const out = resolve(values.out);
    const keyrings = bundle.parse(parseJson(joined.secret));
    for (const process of PROCESSES) {
      const path = join(out, `${process}.json`);
      if (await exists(path)) throw new Problem(`${path} is there already.`);
    }
    for (const process of PROCESSES) await writeWhole(join(out, `${process}.json`), keyrings[process]);
    context.print(`Wrote the keyrings into ${out}.`);
    return 0;
  },
};

async function readShare(path: string) {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw new Problem(`Cannot read ${path} (${codeOf(error)}).`);
  });
  const parsed = keyShare.safeParse(parseJson(text));
  if (!parsed.success) throw new Problem(`${path} is not a share of "golos keys split".`);
  return parsed.data;
}
