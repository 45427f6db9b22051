import { createHash } from 'node:crypto';
import { GUESSED_READING, type OfficialReading } from '../../domain/official/reading.ts';
import type { OfficialSource } from '../../domain/official/terms.ts';
import type { Database } from '../../storage/database.ts';
import {
  changeUpload,
  deleteUpload,
  insertOfficialUpload,
  type OfficialUpload,
} from '../../storage/official-uploads.ts';
import { appendAudit } from '../audit.ts';

/** A file of official results may have so many bytes. 31,000 stations with twelve choices take 6 MB. */
export const MAX_UPLOAD = 32 * 1024 * 1024;

/** Keeps a file for the worker. @returns its id. */
export async function uploadOfficial(
  database: Database,
  upload: {
    readonly electionId: string;
    readonly source: OfficialSource;
    readonly fileName: string;
    readonly bytes: Buffer;
    /** How files like this one are read, if that was saved. */
    readonly reading?: OfficialReading;
    readonly organizerId: string;
    readonly at: Date;
  },
): Promise<string> {
  const { bytes, electionId, source, organizerId, at } = upload;
  // Without its folder, and no longer than anybody reads.
  const fileName = (upload.fileName.split(/[/\\]/).at(-1) ?? '').slice(-200) || '?';
  return database.transaction(async (client) => {
    const reading = upload.reading ?? GUESSED_READING;
    const row = { electionId, source, fileName, reading, uploadedBy: organizerId, uploadedAt: at };
    const id = await insertOfficialUpload(client, row, bytes);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const detail = { source, upload: id, sha256 };
    await appendAudit(client, { at, organizerId, action: 'official.upload', subject: electionId, detail });
    return id;
  });
}

/** What an organizer wants done with an upload next: only look at it read so, have it checked, have it imported. */
export type UploadWish = 'look' | 'check' | 'import';

/**
 * Sets how an upload is read, and has the worker check or import it.
 * @returns false when somebody else has changed it meanwhile, or a worker has it.
 */
export async function askForUpload(
  database: Database,
  upload: OfficialUpload,
  ask: {
    readonly revision: number;
    readonly reading: OfficialReading;
    readonly wish: UploadWish;
    readonly organizerId: string;
    readonly at: Date;
  },
): Promise<boolean> {
  const { revision, reading, wish, organizerId, at } = ask;
  return database.transaction(async (client) => {
    const state = wish === 'look' ? 'uploaded' : wish === 'check' ? 'checking' : 'importing';
    if (!(await changeUpload(client, upload.id, { revision, reading, state }))) return false;
    if (wish === 'import') {
      const detail = { source: upload.source, upload: upload.id };
      const subject = upload.electionId;
      await appendAudit(client, { at, organizerId, action: 'official.ask-import', subject, detail });
    }
    return true;
  });
}

/** Throws an upload away that was not imported. @returns false when there is nothing to throw away. */
export async function dropUpload(
  database: Database,
  { id, electionId }: OfficialUpload,
  { organizerId, at }: { readonly organizerId: string; readonly at: Date },
): Promise<boolean> {
  return database.transaction(async (client) => {
    if (!(await deleteUpload(client, id))) return false;
    const entry = { at, organizerId, action: 'official.drop-upload', subject: electionId, detail: { upload: id } };
    await appendAudit(client, entry);
    return true;
  });
}
