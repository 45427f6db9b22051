import { neverStuck } from '../../src/queues/never-stuck.ts';

test('whoever waits for a job with a connection that never answers looks for one by themselves', async () => {
  const waiting = neverStuck({ waitForJob: (_seconds: number) => new Promise<string | null>(() => undefined) }, 20);
  await expect(waiting.waitForJob(0.01)).resolves.toBeNull();
});

test('after a wait that failed, BullMQ asks for one of an hour: it is one of a second', async () => {
  const asked: number[] = [];
  const waiting = neverStuck({
    waitForJob: async (seconds: number): Promise<string | null> => {
      asked.push(seconds);
      return null;
    },
  });
  await waiting.waitForJob(3_600);
  await waiting.waitForJob(Number.POSITIVE_INFINITY);
  await waiting.waitForJob(0.2);
  expect(asked).toEqual([1, 1, 0.2]);
});

test('what is there, or went wrong, is told as it is', async () => {
  const told = neverStuck({
    waitForJob: async (seconds: number) => (seconds === 0.5 ? 'a job' : Promise.reject(new Error('cut'))),
  });
  await expect(told.waitForJob(0.5)).resolves.toBe('a job');
  await expect(told.waitForJob(1)).rejects.toThrow('cut');
});
