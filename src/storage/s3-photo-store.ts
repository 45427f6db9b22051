import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { dayOf } from '../domain/days.ts';
import { isPhotoId, type PhotoStore, photoName } from './photo-store.ts';

/** A bucket, and how it is reached. It has to be there, and nobody else may read it. */
export interface S3Place {
  /** `https://s3.example.org`; undefined: Amazon's own, by region. */
  readonly endpoint?: string;
  readonly bucket: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** Whoever waits for a photo waits no longer than this for a server that does not answer, or not on, a try. */
const CONNECT_WITHIN_MS = 5_000;
const ANSWER_WITHIN_MS = 30_000;

export interface S3ClientOptions {
  /** For an answer to begin, and between two parts of it. */
  readonly answerWithinMs?: number;
}

/** A try and two more. After that the photo's row stays open, and the sweeper brings it back. */
const TRIES = 3;

/**
 * Photos in a bucket, under the same names as in the folder (`ab/cd/abcd…`), so that any tool that copies files
 * moves them from one to the other. The service's own time of each object is to the second and cannot be set:
 * docs/PRIVACY.md. Objects are small and written in one request, which every S3 answers when they are safe and
 * never shows half of.
 *
 * Nothing is asked of the service before the first photo: one that is away keeps no process from starting.
 */
export function openS3PhotoStore(place: S3Place, options: S3ClientOptions = {}): PhotoStore {
  const client = openS3Client(place, options);
  const at = (id: string) => ({ Bucket: place.bucket, Key: photoName(id) });

  return {
    async put(id, bytes) {
      const whole = new PutObjectCommand({ ...at(id), Body: bytes, ContentType: 'application/octet-stream' });
      await client.send(whole).catch(sayWhichIsAway);
    },

    async get(id) {
      const found = await client.send(new GetObjectCommand(at(id))).catch(undefinedWhenMissing);
      return found?.Body && Buffer.from(await found.Body.transformToByteArray().catch(sayWhichIsAway));
    },

    async delete(id) {
      await client.send(new DeleteObjectCommand(at(id))).catch(sayWhichIsAway);
    },

    async dayOf(id) {
      const found = await client.send(new HeadObjectCommand(at(id))).catch(undefinedWhenMissing);
      return found?.LastModified && dayOf(found.LastModified);
    },

    async *ids() {
      let after: string | undefined;
      do {
        const next = new ListObjectsV2Command({ Bucket: place.bucket, ContinuationToken: after });
        const page = await client.send(next).catch(sayWhichIsAway);
        for (const { Key = '' } of page.Contents ?? []) {
          const id = Key.slice(-36);
          if (isPhotoId(id) && Key === photoName(id)) yield id;
        }
        after = page.NextContinuationToken;
      } while (after !== undefined);
    },
  };
}

/** A client for everything that we ask of the service. */
export function openS3Client(
  { endpoint, bucket: _bucket, region, ...credentials }: S3Place,
  { answerWithinMs = ANSWER_WITHIN_MS }: S3ClientOptions = {},
): S3Client {
  return new S3Client({
    region,
    credentials,
    // Names of buckets in the host name need certificates and name servers that few services of one's own have.
    ...(endpoint === undefined ? {} : { endpoint, forcePathStyle: true }),
    maxAttempts: TRIES,
    requestHandler: {
      connectionTimeout: CONNECT_WITHIN_MS,
      requestTimeout: answerWithinMs,
      throwOnRequestTimeout: true,
      // The other one is over as soon as there are headers: what stops in the middle is ended by this.
      socketTimeout: answerWithinMs,
    },
    // The signature covers every body already; other services than Amazon's do not know the newer checksums.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  });
}

/** A missing bucket is a fault: only a missing object is an answer. What has no body cannot say which it is. */
function undefinedWhenMissing(error: unknown): undefined {
  if (error instanceof S3ServiceException && (error.name === 'NoSuchKey' || error.name === 'NotFound'))
    return undefined;
  return sayWhichIsAway(error);
}

/** A lost connection has the same codes whatever it led to: whoever reads `ECONNRESET` would take the database to be away. */
function sayWhichIsAway(error: unknown): never {
  if (!(error instanceof Error) || error instanceof S3ServiceException) throw error;
  const away = new Error('The photo store cannot be reached', { cause: error });
  const name = error.name === 'TimeoutError' ? error.name : 'PhotoStoreAway';
  throw Object.assign(away, { name, code: 'photo-store-away' });
}
