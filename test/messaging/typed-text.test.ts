import { start, typedText } from '../../src/messaging/typed-text.ts';

test.each([
  ['/start', { kind: 'start' }],
  ['/start abc-1', { kind: 'start', payload: 'abc-1' }],
  ['/start <script>', { kind: 'start' }],
  ['/Forget', { kind: 'command', name: 'forget' }],
  ['/menu@golos_bot', { kind: 'command', name: 'menu' }],
  ['/forget me', { kind: 'command', name: 'forget' }],
  ['//', { kind: 'text', text: '//' }],
  ['/меню', { kind: 'text', text: '/меню' }],
  [' 17 ', { kind: 'text', text: ' 17 ' }],
])('%j', (text, expected) => {
  expect(typedText(text)).toEqual(expected);
});

test.each([
  [undefined, { kind: 'start' }],
  ['', { kind: 'start' }],
  ['x'.repeat(64), { kind: 'start', payload: 'x'.repeat(64) }],
  ['x'.repeat(65), { kind: 'start' }],
])('a start with %j', (payload, expected) => {
  expect(start(payload)).toEqual(expected);
});
