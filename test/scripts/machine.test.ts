import { spawnSync } from 'node:child_process';
import { pathToFileURL } from 'node:url';

/** On a machine where hardly a program is found, and none to install any with. */
function onBareMachine(environment: Record<string, string>): { status: number | null; out: string; err: string } {
  const machine = pathToFileURL('scripts/machine.mjs').href;
  const program = `
    import { installTestPrograms } from ${JSON.stringify(machine)};
    console.log(installTestPrograms() ?? 'go on');
    console.error('the tests ran');`;
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', program], {
    encoding: 'utf8',
    env: { PATH: '/nowhere', REDIS_URL: 'redis://127.0.0.1:1', CHROMIUM_PATH: '/nowhere/chromium', ...environment },
  });
  return { status, out: stdout, err: stderr };
}

const NEEDED =
  /The tests need promtool: install it, or do without\. No package manager that we know is here\. Until then what needs it is skipped\./g;

test('what some tests are skipped without is said in a line, with the reason, and everything goes on', () => {
  const { status, out, err } = onBareMachine({});
  expect([status, out]).toEqual([0, 'go on\n']);
  expect(err.match(NEEDED)).toHaveLength(1);
  expect(err).toContain('The tests need faketime');
  expect(err.trim().endsWith('the tests ran')).toBe(true);
});

test('in CI it is said once more at the very end, and nothing fails for it', () => {
  const { status, err } = onBareMachine({ CI: 'true' });
  expect(status).toBe(0);
  const [before, after = ''] = err.split('the tests ran\n');
  expect(before?.match(NEEDED)).toHaveLength(1);
  expect(after).toContain('NOT EVERYTHING WAS TRIED HERE:');
  expect(after.match(NEEDED)).toHaveLength(1);
});
