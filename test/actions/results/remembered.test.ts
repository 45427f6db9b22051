import { remembered } from '../../../src/actions/results/remembered.ts';

function clock() {
  let at = 0;
  return { now: () => new Date(at), pass: (ms: number) => (at += ms) };
}

test('is read once while it is fresh, and again afterwards', async () => {
  const { now, pass } = clock();
  let times = 0;
  const again = async (key: string) => {
    times += 1;
    return `${key}${times}`;
  };
  const read = remembered({ read: again, forMs: 100, most: 5, now });
  expect(await Promise.all([read('a'), read('a')])).toEqual(['a1', 'a1']);
  pass(99);
  expect(await read('a')).toBe('a1');
  pass(1);
  expect(await read('a')).toBe('a2');
});

test('what failed is tried again at once', async () => {
  const { now } = clock();
  let times = 0;
  const read = remembered({
    read: async () => {
      times += 1;
      if (times === 1) throw new Error('away');
      return times;
    },
    forMs: 100,
    most: 5,
    now,
  });
  await expect(read('a')).rejects.toThrow('away');
  expect(await read('a')).toBe(2);
});

test('many keys do not stay: the oldest go', async () => {
  const { now } = clock();
  const asked: string[] = [];
  const read = remembered({
    read: async (key) => {
      asked.push(key);
    },
    forMs: 1_000,
    most: 3,
    now,
  });
  for (const key of ['a', 'b', 'c', 'd', 'd', 'b', 'a']) await read(key);
  expect(asked).toEqual(['a', 'b', 'c', 'd', 'a']);
});
