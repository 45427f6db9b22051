import { parentPort } from 'node:worker_threads';
import { renderBallot, type SampleBallot } from '../../bots/playground/sample-ballots.ts';

/** Renders one ballot after another for the thread that started this one. */
parentPort?.on('message', ({ id, sample }: { id: number; sample: SampleBallot }) => {
  void renderBallot(sample).then((bytes) => parentPort?.postMessage({ id, bytes }));
});
