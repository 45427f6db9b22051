import sharp from 'sharp';
import { processPhoto } from '../../src/actions/process-photo.ts';
import type { photosInThread } from '../../workers/photos/in-thread.ts';

// The built one: a thread runs a file, which has to be JavaScript.
const BUILT = '../../dist/workers/photos/in-thread.js';

describe('photosInThread', () => {
  const key = Buffer.alloc(32, 7);
  const picture = () =>
    sharp({ create: { width: 640, height: 480, channels: 3, background: '#aabbcc' } })
      .jpeg()
      .toBuffer();

  test('answers as processPhoto does, many at once', async () => {
    const { process, stop } = await open();
    const bytes = await picture();
    const [kept, refused] = await Promise.all([process(bytes, key), process(Buffer.from('no picture'), key)]);
    expect(kept).toEqual(await processPhoto(bytes, key));
    expect(kept.ok && Buffer.isBuffer(kept.jpeg)).toBe(true);
    expect(refused).toEqual({ ok: false, refusal: 'not-an-image' });
    await stop();
  });

  test('fails what was under way when its thread ends, and starts another', async () => {
    const { process, stop } = await open();
    const bytes = await picture();
    const lost = process(bytes, key);
    await Promise.all([stop(), expect(lost).rejects.toThrow('The thread for photos has ended')]);
    expect((await process(bytes, key)).ok).toBe(true);
    await stop();
  });

  async function open(): Promise<ReturnType<typeof photosInThread>> {
    const built = (await import(BUILT)) as { photosInThread: typeof photosInThread };
    return built.photosInThread();
  }
});
