import { parentPort } from 'node:worker_threads';
import { processPhoto, setUpSharp } from '../../src/actions/process-photo.ts';
import type { Answer, Question } from './in-thread.ts';

/** The thread of `photosInThread`: answers each question, as many at once as it is asked. */
setUpSharp();
parentPort?.on('message', async ({ id, bytes, hashKey }: Question) => {
  const photo = await processPhoto(bytes, hashKey);
  const answer: Answer = { id, photo };
  parentPort?.postMessage(answer);
});
