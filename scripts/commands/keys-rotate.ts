import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { appendAudit } from '../../src/actions/audit.ts';
import { REKEYED, type RekeyKeys, rekey } from '../../src/actions/keys/rekey.ts';
import { KEYED, type RekeyPeopleResult, rekeyPeople, SEALED_PERSONS } from '../../src/actions/keys/rekey-people.ts';
import type { Database } from '../../src/storage/database.ts';
import { readKeyring } from '../../src/storage/keyring.ts';
import {
  announceKey,
  endRotation,
  ROTATIONS,
  type RotationName,
  type RotationStep,
  rotatingKeys,
  rotationStep,
  switchKeys,
} from '../../src/storage/keyring-rotation.ts';
import { clearOldKeys, countKeyedRows } from '../../src/storage/lookup-rows.ts';
import { countSealed } from '../../src/storage/sealed-columns.ts';
import { Problem } from '../problem.ts';
import type { Command, CommandContext, ExitCode } from './command.ts';
import { keysFolder } from './keys-folder.ts';
import { oneOf } from './one-of.ts';

const NAMES = Object.keys(ROTATIONS) as RotationName[];

/** `golos keys rotate` */
export const keysRotate: Command = {
  name: 'keys rotate',
  summary: 'replace a key while everything runs, a step each time',
  usage: `usage: golos keys rotate address|photo|review|person [--json]

Replaces the key of people's addresses, of photos, or of photos under review, so that a keyring that leaked opens
nothing that is in the database afterwards; or that by which people and phones are found, so that whoever has an old
web.json finds nobody by a guessed id or number. Links and spent voices stay what they are: with an old web.json these
still tell of a guess whether, and while links stand how, it voted. Each call does the next step and says what comes
after it:

  1  a new key is made, and every keyring is told
  2  what is written from now on is written under it; the old key still reads
  3  everything that is there is written anew, a few rows at a time, while everything runs. A call that is broken off
     goes on where it was. The call that finds nothing left destroys the old key.

Between two calls every process must have been started again with its keyring: with "npm start" they do so by
themselves within a second. Where keyrings lie on different machines, take all of them to one safe place for each
step, and carry them back. Make a new backup of the keyrings after step 2. Backups of the database from before can be
read with the keyrings of before.

  --json   print the result as JSON`,
  run,
};

async function run(argv: readonly string[], context: CommandContext): Promise<ExitCode> {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: { json: { type: 'boolean', default: false } },
  });
  const [asked, ...more] = positionals;
  if (asked === undefined || more.length > 0) throw new Problem(`Which one? One of ${NAMES.join(', ')}.`, 2);
  const rotation = oneOf('keys rotate', NAMES, asked);
  const folder = keysFolder(context);
  const before = await rotationStep(folder, rotation).catch((error: Error) => {
    throw new Problem(error.message);
  });
  const did = await nextStep(before, rotation, folder, context);
  context.print(values.json ? JSON.stringify({ rotation, ...did }) : did.text);
  return 0;
}

type Did = { readonly step: 'announced' | 'switched' | 'rewritten' | 'ended'; readonly text: string } & Partial<
  Awaited<ReturnType<typeof rekey>>
>;

async function nextStep(
  before: RotationStep,
  rotation: RotationName,
  folder: string,
  context: CommandContext,
): Promise<Did> {
  const then = 'When every process was started again with its keyring, call this once more';
  switch (before) {
    case 'resting':
      await announceKey(folder, rotation);
      await note(context, 'keys.announce', rotation);
      return { step: 'announced', text: `Step 1 of 3: every keyring knows the next key. ${then}.` };
    case 'announced':
      await switchKeys(folder, rotation);
      await note(context, 'keys.switch', rotation);
      return {
        step: 'switched',
        text: `Step 2 of 3: the new key is in use. Back the keyrings up. ${then}.`,
      };
    case 'switched':
      return rewrite(rotation, folder, context);
  }
}

async function rewrite(rotation: RotationName, folder: string, context: CommandContext): Promise<Did> {
  const database = await context.openDatabase();
  const counts =
    rotation === 'person'
      ? [
          ...KEYED.map((of) => countKeyedRows(database.pool, of)),
          ...SEALED_PERSONS.map((column) => countSealed(database.pool, column)),
        ]
      : REKEYED[rotation].map((column) => countSealed(database.pool, column));
  const total = (await Promise.all(counts)).reduce((sum, n) => sum + n, 0);
  const progress = context.progress('Writing anew', total);
  let looked = 0;
  const keys = await rotatingKeys(folder, rotation);
  const onRows = (rows: number) => {
    looked += rows;
    progress.update(looked);
  };
  const rewriting =
    rotation === 'person'
      ? people(database, folder, keys, onRows)
      : rekey(database, rotation, { ...keys, ...(await beside(rotation, folder)) }, onRows);
  const result = { busy: 0, doubled: 0, ...(await rewriting.finally(() => progress.stop())) };
  const lost = result.lost === 0 ? '' : ` ${result.lost} could be opened by neither key, and stay as they are.`;
  if (result.rewritten + result.busy > 0) {
    const text = `Step 3 of 3: ${result.rewritten} written anew.${lost} Call this once more: what finds nothing left destroys the old key.`;
    return { step: 'rewritten', ...result, text };
  }
  if (result.doubled > 0)
    throw new Problem(
      `${result.doubled} are there twice, under the old key and under the new one: a process ran with a keyring of before. ` +
        'Everything else is written anew; the old key stays until one of the two is gone, as after /forget.',
    );
  if (rotation === 'person') await clearOldKeys(database.pool);
  await endRotation(folder, rotation);
  await note(context, 'keys.rotate', rotation);
  return { step: 'ended', ...result, text: `Done: nothing is under the old key any more, and it is destroyed.${lost}` };
}

/** Addresses lie in messages that are on their way, too: those are read and written with a key that stays. */
async function beside(rotation: RotationName, folder: string): Promise<Pick<RekeyKeys, 'outbox'>> {
  if (rotation !== 'address') return {};
  const { outbox } = await readKeyring(join(folder, 'sender.json'), 'sender');
  return { outbox };
}

async function people(
  database: Database,
  folder: string,
  { current, previous }: Awaited<ReturnType<typeof rotatingKeys>>,
  onRows: (rows: number) => void,
): Promise<RekeyPeopleResult> {
  if (current.lookup === undefined) throw new Problem('web.json has no lookup key: put the backup of before back.');
  const { link } = await readKeyring(join(folder, 'worker.json'), 'worker');
  const keys = { current: current.lookup, previous: previous.lookup ?? null, link };
  return rekeyPeople(database, keys, onRows);
}

async function note(context: CommandContext, action: string, rotation: RotationName): Promise<void> {
  const database = await context.openDatabase();
  const entry = { at: context.now(), organizerId: null, action, subject: rotation };
  await database.transaction((client) => appendAudit(client, entry));
}
