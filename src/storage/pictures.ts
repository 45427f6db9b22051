import type { Queryable } from './database.ts';

export interface Picture {
  readonly mediaType: 'image/png' | 'image/jpeg';
  readonly bytes: Buffer;
}

/** Keeps a picture that was made or rebuilt here. Its id is its address: random, and never given twice. */
export async function addPicture(q: Queryable, id: string, { mediaType, bytes }: Picture, day: string): Promise<void> {
  await q.query('insert into pictures (id, media_type, bytes, day) values ($1, $2, $3, $4)', [
    id,
    mediaType,
    bytes,
    day,
  ]);
}

export async function readPicture(q: Queryable, id: string): Promise<Picture | undefined> {
  const result = await q.query<Picture>('select media_type as "mediaType", bytes from pictures where id = $1', [id]);
  return result.rows[0];
}

/** What kind of picture it is, without its bytes. */
export async function readPictureType(q: Queryable, id: string): Promise<Picture['mediaType'] | undefined> {
  const result = await q.query<{ mediaType: Picture['mediaType'] }>(
    'select media_type as "mediaType" from pictures where id = $1',
    [id],
  );
  return result.rows[0]?.mediaType;
}
