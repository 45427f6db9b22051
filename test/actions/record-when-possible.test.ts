import pg from 'pg';
import { recordWhenPossible } from '../../src/actions/record-when-possible.ts';

const failing = (code: string) => Object.assign(new pg.DatabaseError('refused', 7, 'error'), { code });

test.each([
  { name: 'the database was restarted', code: '57P01' },
  { name: 'two were in each other’s way: a deadlock', code: '40P01' },
  { name: 'two were in each other’s way: what one had read changed', code: '40001' },
])('what was sent is written down at the second try when $name', async ({ code }) => {
  let tries = 0;
  await recordWhenPossible(async () => {
    tries += 1;
    if (tries === 1) throw failing(code);
  });
  expect(tries).toBe(2);
});

test('what can never be written is not tried again', async () => {
  let tries = 0;
  const record = async () => {
    tries += 1;
    throw failing('23514');
  };
  await expect(recordWhenPossible(record)).rejects.toThrow('refused');
  expect(tries).toBe(1);
});
