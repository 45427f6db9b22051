import { openFolderPhotoStore } from './folder-photo-store.ts';
import type { PhotoStore } from './photo-store.ts';
import type { S3Place } from './s3-photo-store.ts';

/** Where photos lie: in the bucket when there is one, else in the folder. */
export interface PhotoPlace {
  readonly folder: string;
  readonly s3?: S3Place;
}

/** Opens the photo store. The S3 client is loaded only where a bucket is used. Throws when a folder cannot be made. */
export async function openPhotoStore({ folder, s3 }: PhotoPlace): Promise<PhotoStore> {
  if (s3 === undefined) return openFolderPhotoStore({ folder });
  const { openS3PhotoStore } = await import('./s3-photo-store.ts');
  return openS3PhotoStore(s3);
}
