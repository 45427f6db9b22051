import type { S3Place } from './s3-photo-store.ts';

/** Makes the bucket unless it is there; needed once. Throws when the service cannot be reached or refuses. */
export async function ensureBucket(place: S3Place): Promise<'made' | 'present'> {
  const { CreateBucketCommand, HeadBucketCommand, S3ServiceException } = await import('@aws-sdk/client-s3');
  const { openS3Client } = await import('./s3-photo-store.ts');
  const client = openS3Client(place);
  const bucket = { Bucket: place.bucket };
  try {
    await client.send(new HeadBucketCommand(bucket));
    return 'present';
  } catch (error) {
    if (!(error instanceof S3ServiceException) || error.$metadata.httpStatusCode !== 404) throw error;
    await client.send(new CreateBucketCommand(bucket));
    return 'made';
  } finally {
    client.destroy();
  }
}
