/**
 * Telegram's ids of pictures that were uploaded: a picture is sent as bytes once, and by its id from then on.
 * Whoever comes while it is on its way waits for its id.
 */
export interface PictureIds {
  /** Sends by id when there is one; otherwise lets `upload` send the bytes and say the id, one at a time. */
  send<T>(
    picture: string,
    byId: (fileId: string) => Promise<T>,
    upload: () => Promise<{ readonly sent: T; readonly fileId: string | undefined }>,
  ): Promise<T>;
}

/** Remembers the latest so many: one broadcast has three at most. */
const REMEMBERED = 100;

export function createPictureIds(): PictureIds {
  const known = new Map<string, string>();
  const uploading = new Map<string, Promise<unknown>>();
  return {
    async send(picture, byId, upload) {
      for (;;) {
        const fileId = known.get(picture);
        if (fileId !== undefined) return byId(fileId);
        const other = uploading.get(picture);
        if (other === undefined) break;
        // Whether it succeeds or not; then it is tried by the next one.
        await other.catch(() => undefined);
      }
      const own = upload();
      uploading.set(picture, own);
      try {
        const { sent, fileId } = await own;
        if (fileId !== undefined) known.set(picture, fileId);
        if (known.size > REMEMBERED)
          for (const oldest of known.keys()) {
            known.delete(oldest);
            break;
          }
        return sent;
      } finally {
        uploading.delete(picture);
      }
    },
  };
}
