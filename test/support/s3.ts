import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { freePorts } from '../../scripts/free-port.ts';
import { spawnGuarded, stopGuarded } from '../../scripts/guarded.ts';
import type { S3Place } from '../../src/storage/s3-photo-store.ts';
import { until } from './until.ts';

/** `describe` where there is an S3 server to start; skipped elsewhere. */
export const withS3 = process.env.GOLOS_TEST_SWIFT === 'yes' ? describe : describe.skip;

/** Four Python programs on a busy machine. */
export const S3_STARTS_WITHIN_MS = 120_000;

const SCRIPT = join(import.meta.dirname, 'swift-server.py');

export interface S3Server {
  /** A bucket of its own, empty. */
  readonly place: S3Place;
  stop(): Promise<void>;
}

/** OpenStack Swift with its S3 interface on loopback ports: a server that people run, with its own check of signatures. */
export async function startS3(): Promise<S3Server> {
  // Swift keeps what it knows of a file in the file's attributes, which not every memory file system has.
  const folder = await mkdtemp(join(tmpdir(), 'golos-swift-'));
  const ports = await freePorts(4);
  const [port] = ports;
  const guarded = spawnGuarded('/usr/bin/python3', [SCRIPT, folder, ...ports.map(String)], {
    env: {},
    stopSignal: 'SIGTERM',
    removeAfter: folder,
  });
  let said = '';
  for (const stream of [guarded.child.stdout, guarded.child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
  }
  let gone = false;
  void guarded.exited.then(() => {
    gone = true;
  });
  const endpoint = `http://127.0.0.1:${port}`;
  const place = {
    endpoint,
    bucket: 'photos',
    region: 'eu-central-1',
    accessKeyId: 'test:tester',
    secretAccessKey: 'testing',
  };
  await until(async () => {
    if (gone) throw new Error(`Swift did not start: ${said}`);
    return fetch(`${endpoint}/healthcheck`).then(
      ({ ok }) => ok,
      () => false,
    );
  }, S3_STARTS_WITHIN_MS);
  const client = new S3Client({
    ...{ endpoint, region: place.region, forcePathStyle: true, requestChecksumCalculation: 'WHEN_REQUIRED' },
    credentials: place,
    // The programs behind the one that answers may be a moment later.
    maxAttempts: 10,
  });
  await client.send(new CreateBucketCommand({ Bucket: place.bucket }));
  client.destroy();
  return { place, stop: () => stopGuarded(guarded, 5_000) };
}
