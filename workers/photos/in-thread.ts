import { Worker } from 'node:worker_threads';
import type { ProcessedPhoto, processPhoto } from '../../src/actions/process-photo.ts';

export interface Question {
  readonly id: number;
  readonly bytes: Uint8Array;
  readonly hashKey: Uint8Array;
}

export interface Answer {
  readonly id: number;
  readonly photo: ProcessedPhoto;
}

interface Waiting {
  readonly resolve: (photo: ProcessedPhoto) => void;
  readonly reject: (error: Error) => void;
}

/**
 * `processPhoto` in a thread of its own. The pixels of every few photos make V8 mark the whole heap that they
 * hang on, which is a fifth of a photo's cost in the process's own; the thread's is small. A thread that dies
 * fails what it was asked, and the next photo starts another.
 */
export function photosInThread(): { readonly process: typeof processPhoto; stop(): Promise<void> } {
  const waiting = new Map<number, Waiting>();
  let thread: Worker | undefined;
  let last = 0;

  function start(): Worker {
    const started = new Worker(new URL('./thread.js', import.meta.url));
    started.on('message', ({ id, photo }: Answer) => {
      waiting
        .get(id)
        ?.resolve(photo.ok ? { ...photo, jpeg: bufferOf(photo.jpeg), exactHash: bufferOf(photo.exactHash) } : photo);
      waiting.delete(id);
    });
    let cause: unknown;
    started.on('error', (error) => {
      cause = error;
    });
    started.on('exit', () => {
      thread = undefined;
      for (const { reject } of waiting.values()) reject(new Error('The thread for photos has ended', { cause }));
      waiting.clear();
    });
    return started;
  }

  return {
    process: (bytes, hashKey) =>
      new Promise((resolve, reject) => {
        thread ??= start();
        const id = ++last;
        waiting.set(id, { resolve, reject });
        // Copies, because a small buffer shares its memory with others.
        const question: Question = { id, bytes: new Uint8Array(bytes), hashKey: new Uint8Array(hashKey) };
        thread.postMessage(question, [question.bytes.buffer as ArrayBuffer]);
      }),
    async stop() {
      await thread?.terminate();
    },
  };
}

/** A Buffer arrives as a plain array of bytes. */
function bufferOf({ buffer, byteOffset, byteLength }: Uint8Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}
