import type { OfficialReading } from '../domain/official/reading.ts';
import type { OfficialSource } from '../domain/official/terms.ts';
import type { UploadOutcome, UploadState } from '../domain/official/uploads.ts';
import type { Queryable } from './database.ts';

/** A file on its way from the console to the worker. */
export interface OfficialUpload {
  readonly id: string;
  readonly electionId: string;
  readonly source: OfficialSource;
  readonly fileName: string;
  /** In bytes. */
  readonly size: number;
  readonly state: UploadState;
  readonly revision: number;
  readonly reading: OfficialReading;
  readonly bytesRead: number;
  readonly outcome: UploadOutcome | null;
  readonly importId: string | null;
  readonly uploadedBy: string;
  readonly uploadedAt: Date;
}

const UPLOAD = `id, election_id as "electionId", source, file_name as "fileName", size, state, revision, reading,
  bytes_read::int as "bytesRead", outcome, import_id as "importId", uploaded_by as "uploadedBy",
  uploaded_at as "uploadedAt"`;

/** Of a file's bytes, in one row. */
const PART = 256 * 1024;

/** @returns its id. */
export async function insertOfficialUpload(
  q: Queryable,
  of: Pick<OfficialUpload, 'electionId' | 'source' | 'fileName' | 'reading' | 'uploadedBy' | 'uploadedAt'>,
  bytes: Buffer,
): Promise<string> {
  const { rows } = await q.query<{ id: string }>(
    `insert into official_uploads (election_id, source, file_name, size, reading, uploaded_by, uploaded_at)
     values ($1, $2, $3, $4, $5, $6, $7) returning id`,
    [of.electionId, of.source, of.fileName, bytes.length, JSON.stringify(of.reading), of.uploadedBy, of.uploadedAt],
  );
  const [row] = rows;
  if (row === undefined) throw new Error('an upload was not inserted');
  for (let at = 0, number = 0; at < bytes.length; at += PART, number += 1) {
    await q.query('insert into official_upload_parts (upload_id, number, bytes) values ($1, $2, $3)', [
      row.id,
      number,
      bytes.subarray(at, at + PART),
    ]);
  }
  return row.id;
}

export async function readOfficialUpload(q: Queryable, id: string): Promise<OfficialUpload | undefined> {
  const { rows } = await q.query<OfficialUpload>(`select ${UPLOAD} from official_uploads where id = $1`, [id]);
  return rows[0];
}

/** Those that were not imported yet, the newest first. */
export async function listOpenUploads(q: Queryable, electionId: string): Promise<readonly OfficialUpload[]> {
  const { rows } = await q.query<OfficialUpload>(
    `select ${UPLOAD} from official_uploads where election_id = $1 and state <> 'imported'
     order by uploaded_at desc limit 20`,
    [electionId],
  );
  return rows;
}

/** An upload's bytes, a part at a time; none once they were deleted. */
export async function* uploadBytes(q: Queryable, id: string): AsyncGenerator<Uint8Array> {
  for (let number = 0; ; number += 1) {
    const { rows } = await q.query<{ bytes: Buffer }>(
      'select bytes from official_upload_parts where upload_id = $1 and number = $2',
      [id, number],
    );
    const [part] = rows;
    if (part === undefined) return;
    yield part.bytes;
  }
}

/**
 * Sets how an upload is read and what is to be done with it; not while a worker has it, and not over a revision that the
 * organizer has not seen. @returns whether it was.
 */
export async function changeUpload(
  q: Queryable,
  id: string,
  {
    revision,
    reading,
    state,
  }: { readonly revision: number; readonly reading: OfficialReading; readonly state: UploadState },
): Promise<boolean> {
  const { rowCount } = await q.query(
    `update official_uploads
     set reading = $3, state = $4, revision = revision + 1, outcome = null, bytes_read = 0, attempts = 0, leased_until = null
     where id = $1 and revision = $2 and state not in ('checking', 'importing', 'imported')`,
    [id, revision, JSON.stringify(reading), state],
  );
  return rowCount === 1;
}

export async function deleteUpload(q: Queryable, id: string): Promise<boolean> {
  const { rowCount } = await q.query(
    `delete from official_uploads where id = $1 and state not in ('checking', 'importing', 'imported')`,
    [id],
  );
  return rowCount === 1;
}

/** Takes the oldest upload that waits for a worker, until `leasedUntil`. */
export async function takeUpload(
  q: Queryable,
  { at, leasedUntil }: { readonly at: Date; readonly leasedUntil: Date },
): Promise<(OfficialUpload & { readonly attempts: number }) | undefined> {
  const { rows } = await q.query<OfficialUpload & { attempts: number }>(
    `update official_uploads set leased_until = $2, attempts = attempts + 1, bytes_read = 0
     where id = (
       select id from official_uploads
       where state in ('checking', 'importing') and (leased_until is null or leased_until < $1)
       order by uploaded_at limit 1 for update skip locked
     ) returning ${UPLOAD}, attempts`,
    [at, leasedUntil],
  );
  return rows[0];
}

/** Tells how far a worker is, and keeps the upload with it. */
export async function moveUpload(
  q: Queryable,
  { id, bytesRead, leasedUntil }: { readonly id: string; readonly bytesRead: number; readonly leasedUntil: Date },
): Promise<void> {
  await q.query('update official_uploads set bytes_read = $2, leased_until = $3 where id = $1', [
    id,
    bytesRead,
    leasedUntil,
  ]);
}

/**
 * Writes down what became of an upload, unless another worker already has; what was imported needs its bytes no longer.
 */
export async function settleUpload(
  q: Queryable,
  id: string,
  {
    state,
    outcome,
    importId = null,
  }: { readonly state: UploadState; readonly outcome: UploadOutcome; readonly importId?: string | null },
): Promise<void> {
  await q.query(
    `update official_uploads set state = $2, outcome = $3, import_id = $4, bytes_read = size, leased_until = null
     where id = $1 and state in ('checking', 'importing')`,
    [id, state, JSON.stringify(outcome), importId],
  );
  if (state === 'imported') await q.query('delete from official_upload_parts where upload_id = $1', [id]);
}

/** Deletes uploads of before, with their bytes; what was imported of them stays. */
export async function deleteOldUploads(q: Queryable, before: Date): Promise<void> {
  await q.query('delete from official_uploads where uploaded_at < $1', [before]);
}
