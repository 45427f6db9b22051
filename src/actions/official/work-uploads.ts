import type { UploadOutcome, UploadState } from '../../domain/official/uploads.ts';
import type { Database } from '../../storage/database.ts';
import {
  moveUpload,
  type OfficialUpload,
  settleUpload,
  takeUpload,
  uploadBytes,
} from '../../storage/official-uploads.ts';
import { importOfficial, type OfficialImportResult } from '../import-official.ts';

/** Faults that are kept for whoever looks and downloads; the rest is counted. */
const LISTED = 20_000;

/** A worker that is silent for so long has died; another takes over. A large workbook is parsed after all of it is read. */
const LEASE_MS = 180_000;

/** How often progress is written down. */
const TELL_MS = 500;

/** A file that ended so many workers is not tried again. */
const ATTEMPTS = 3;

/**
 * Checks or imports the uploads that wait, one after the other, as organizers have asked in the console.
 * @returns how many.
 */
export async function workUploads(deps: {
  readonly database: Database;
  readonly now: () => Date;
  readonly signal: AbortSignal;
}): Promise<number> {
  const { database, now, signal } = deps;
  for (let done = 0; ; done += 1) {
    if (signal.aborted) return done;
    const at = now();
    const upload = await takeUpload(database.pool, { at, leasedUntil: new Date(at.getTime() + LEASE_MS) });
    if (upload === undefined) return done;
    if (upload.attempts > ATTEMPTS) {
      await settleUpload(database.pool, upload.id, { state: 'failed', outcome: { kind: 'gave-up' } });
      continue;
    }
    await workOne(deps, upload);
  }
}

async function workOne(
  { database, now }: { readonly database: Database; readonly now: () => Date },
  upload: OfficialUpload,
): Promise<void> {
  const { id, electionId, source, fileName, reading, state, uploadedBy } = upload;
  const dryRun = state === 'checking';
  const result = await importOfficial(database, {
    ...reading,
    electionId,
    source,
    fileName,
    dryRun,
    bytes: told(uploadBytes(database.pool, id), async (bytesRead) => {
      await moveUpload(database.pool, { id, bytesRead, leasedUntil: new Date(now().getTime() + LEASE_MS) });
    }),
    organizerId: uploadedBy,
    at: now(),
    listAtMost: LISTED,
    // The import and what the console says of it: both, or neither.
    together: (client, importId, imported) => settleUpload(client, id, { ...outcomeOf(imported), importId }),
  });
  if (result.kind !== 'imported') await settleUpload(database.pool, id, outcomeOf(result));
}

function outcomeOf(result: OfficialImportResult): { state: UploadState; outcome: UploadOutcome } {
  switch (result.kind) {
    case 'imported':
      return { state: 'imported', outcome: result };
    case 'fits':
      return { state: 'checked', outcome: result };
    case 'unchanged':
    case 'bad-rows':
    case 'unusable-file':
      return { state: 'refused', outcome: result };
    case 'no-such-election':
      // Elections are never deleted.
      throw new Error('an upload of no election');
  }
}

/** The same bytes, telling now and then how many were read. */
async function* told(
  chunks: AsyncIterable<Uint8Array>,
  tell: (bytes: number) => Promise<void>,
): AsyncGenerator<Uint8Array> {
  let [bytes, last] = [0, performance.now()];
  for await (const chunk of chunks) {
    yield chunk;
    bytes += chunk.length;
    if (performance.now() - last < TELL_MS) continue;
    last = performance.now();
    await tell(bytes);
  }
  await tell(bytes);
}
