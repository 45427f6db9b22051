import { neverStuck } from '../../src/queues/never-stuck.ts';

test('whoever waits for a job with a connection that never answers looks for one by themselves', async () => {
  const waiting = neverStuck({ waitForJob: (_seconds: number) => new Promise<string | null>(() => undefined) }, 20);
  await expect(waiting.waitForJob(0.01)).resolves.toBeNull();
});

test('what is there, or went wrong, is told as it is', async () => {
  const told = neverStuck({
    waitForJob: async (seconds: number) => (seconds === 1 ? 'a job' : Promise.reject(new Error('cut'))),
  });
  await expect(told.waitForJob(1)).resolves.toBe('a job');
  await expect(told.waitForJob(2)).rejects.toThrow('cut');
});
