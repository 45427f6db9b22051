import { consoleOrigin } from '../../src/config/console-origin.ts';

test.each([
  [undefined, 'http://localhost:3000'],
  ['https://golos.example', 'https://golos.example'],
  ['https://golos.example:8443/somewhere', 'https://golos.example:8443'],
  ['http://127.0.0.1:3100', 'http://localhost:3100'],
  ['http://[::1]:3100', 'http://localhost:3100'],
  ['http://0.0.0.0:3100', 'http://localhost:3100'],
])('where PUBLIC_URL is %s, the console is at %s', (publicUrl, origin) => {
  expect(consoleOrigin({ port: 3000, ...(publicUrl === undefined ? {} : { publicUrl }) })).toBe(origin);
});
