import { atMost } from '../../src/actions/at-most.ts';

describe('atMost', () => {
  test('lets so many work at once, others in turn, and gives a place back also after a failure', async () => {
    const started: number[] = [];
    const ends = new Map<number, { resolve: () => void; reject: (error: Error) => void }>();
    const work = atMost(2, (n: number) => {
      started.push(n);
      return new Promise<void>((resolve, reject) => ends.set(n, { resolve, reject }));
    });
    const turn = () => new Promise((resolve) => setImmediate(resolve));

    const all = [1, 2, 3, 4].map((n) => work(n));
    await turn();
    expect(started).toEqual([1, 2]);

    ends.get(2)?.reject(new Error('broken'));
    await expect(all[1]).rejects.toThrow('broken');
    await turn();
    expect(started).toEqual([1, 2, 3]);

    ends.get(1)?.resolve();
    ends.get(3)?.resolve();
    await turn();
    expect(started).toEqual([1, 2, 3, 4]);
    ends.get(4)?.resolve();
    await Promise.all([all[0], all[2], all[3]]);
  });
});
