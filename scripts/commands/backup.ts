import { mkdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { appendAudit } from '../../src/actions/audit.ts';
import { backupPublicKey } from '../../src/config/backup.ts';
import { photoPlace } from '../../src/config/photo-place.ts';
import { dayOf } from '../../src/domain/days.ts';
import { openPhotoStore } from '../../src/storage/open-photo-store.ts';
import { backupName, deleteOldBackups, sizeOf, writeWholeFile } from '../backup/backup-file.ts';
import { createBackupKeys } from '../backup/container.ts';
import { makeBackup } from '../backup/make-backup.ts';
import { codeOf } from '../postgres/place.ts';
import { Problem } from '../problem.ts';
import type { Command, CommandContext, ExitCode } from './command.ts';
import { wholeNumber } from './whole-number.ts';

/** `golos backup` */
export const backupCommand: Command = {
  name: 'backup',
  summary: 'write an encrypted backup of record and photos',
  usage: `usage: golos backup --dir FOLDER [--keep N] [--to KEY] [--without-photos] [--json]
       golos backup --out FILE [--to KEY] [--without-photos] [--json]

Writes the record of one moment, and the encrypted photos that belong to it, into one file that only the holder of the
backup key can open. Nothing is stopped or locked meanwhile. Keyrings are not in it: back them up apart, each to a place
of its own. Neither is who walks at a march that is on, nor who is signed in.

  --dir FOLDER       a new file in this folder, named by the time
  --keep N           afterwards, delete all but the newest N files of the folder that were made so
  --out FILE         this file, which must not be there yet
  --to KEY           the public backup key; BACKUP_PUBLIC_KEY unless given
  --without-photos   the record only
  --json             print the result as JSON`,
  run,
};

/** `golos backup keys` */
export const backupKeys: Command = {
  name: 'backup keys',
  summary: 'make the pair of keys for backups',
  usage: `usage: golos backup keys --out FILE

Writes the private key into a new file, and prints the public one. With the public key (BACKUP_PUBLIC_KEY) backups are
made; with the private one they are opened. Keep the file away from every machine that runs Golos, more than once: without
it no backup can be opened.

  --out FILE   where the private key is written`,
  run: makeKeys,
};

async function run(argv: readonly string[], context: CommandContext): Promise<ExitCode> {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      dir: { type: 'string' },
      keep: { type: 'string' },
      out: { type: 'string' },
      to: { type: 'string' },
      'without-photos': { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    },
  });
  const publicKey = readKey(values.to ?? backupPublicKey());
  const keep = values.keep === undefined ? undefined : wholeNumber('--keep', values.keep, 1);
  if ((values.dir === undefined) === (values.out === undefined)) throw new Problem('Say either --dir or --out.', 2);
  if (values.dir === undefined && keep !== undefined) throw new Problem('--keep goes with --dir.', 2);
  const file = resolve(values.out ?? join(values.dir ?? '', backupName(context.now())));
  if ((await sizeOf(file)) !== undefined) throw new Problem(`${file} is there already.`);
  const database = await context.openDatabase();
  const store = values['without-photos'] ? undefined : await openPhotoStore(photoPlace(context.config()));
  const start = performance.now();
  const progress = context.progress('Backing up', 100);
  const written = await mkdir(dirname(file), { recursive: true })
    .then(() =>
      writeWholeFile(file, (to) =>
        makeBackup(
          {
            database,
            store,
            publicKey,
            madeOn: dayOf(context.now()),
            onTable: (done, of) => progress.update((100 * done) / of),
          },
          to,
        ),
      ),
    )
    .catch((error: unknown) => {
      if (error instanceof Error && 'syscall' in error && 'path' in error) {
        throw new Problem(`Cannot write ${file} (${codeOf(error)}).`);
      }
      throw error;
    })
    .finally(() => progress.stop());
  const { result, bytes, sha256 } = written;
  const subject = basename(file);
  await database.transaction((client) =>
    appendAudit(client, {
      at: context.now(),
      organizerId: null,
      action: 'backup.make',
      subject,
      detail: { bytes, sha256, rows: result.rows, photos: result.photos },
    }),
  );
  const deleted = keep === undefined ? [] : await deleteOldBackups(dirname(file), keep);
  const seconds = (performance.now() - start) / 1_000;
  if (values.json) context.print(JSON.stringify({ file, bytes, sha256, ...result, seconds, deleted }));
  else {
    const what = `${result.rows.toLocaleString('en')} rows of ${result.tables} tables, ${result.photos.toLocaleString('en')} photos`;
    context.print(`${file}: ${what}, ${(bytes / 1e6).toFixed(1)} MB, in ${seconds.toFixed(1)} s`);
    context.print(`SHA-256 ${sha256}`);
    for (const name of deleted) context.print(`Deleted ${name}`);
  }
  return 0;
}

async function makeKeys(argv: readonly string[], context: CommandContext): Promise<ExitCode> {
  const { values } = parseArgs({ args: [...argv], options: { out: { type: 'string' } } });
  if (values.out === undefined) throw new Problem('--out FILE says where the private key is written.', 2);
  const { publicKey, privateKey } = await createBackupKeys();
  await writeFile(values.out, `${privateKey.toString('base64')}\n`, { mode: 0o600, flag: 'wx' }).catch(
    (error: unknown) => {
      throw new Problem(`Cannot write ${values.out} (${codeOf(error)}).`);
    },
  );
  context.print(publicKey.toString('base64'));
  context.note(
    `The private key is in ${values.out}: take it to another place. Set BACKUP_PUBLIC_KEY to the line above.`,
  );
  return 0;
}

function readKey(text: string | undefined): Buffer {
  if (text === undefined) {
    throw new Problem('Whose is the backup? Set BACKUP_PUBLIC_KEY, or give --to KEY: see golos backup keys --help.', 2);
  }
  const key = Buffer.from(text.trim(), 'base64');
  if (key.length !== 32) throw new Problem('That is no public backup key: 32 bytes in base64.', 2);
  return key;
}
