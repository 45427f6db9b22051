import type { S3Place } from './s3-photo-store.ts';

/** Makes the bucket unless it is there; needed once. Throws when the service cannot be reached or refuses. */
export async function ensureBucket({ endpoint, bucket, region, ...credentials }: S3Place): Promise<'made' | 'present'> {
  const { CreateBucketCommand, HeadBucketCommand, S3Client, S3ServiceException } = await import('@aws-sdk/client-s3');
  const client = new S3Client({
    region,
    credentials,
    ...(endpoint === undefined ? {} : { endpoint, forcePathStyle: true }),
  });
  try {
    await client.send(new HeadBucketCommand({ Bucket: bucket }));
    return 'present';
  } catch (error) {
    if (!(error instanceof S3ServiceException) || error.$metadata.httpStatusCode !== 404) throw error;
    await client.send(new CreateBucketCommand({ Bucket: bucket }));
    return 'made';
  } finally {
    client.destroy();
  }
}
