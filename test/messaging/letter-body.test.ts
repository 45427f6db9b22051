import { letterBody } from '../../src/messaging/letter-body.ts';

test('a dead letter says that a place was sent, and not which', () => {
  expect(letterBody({ kind: 'place', latitude: 53.9, longitude: 27.56 })).toBe('{"kind":"place"}');
  expect(letterBody({ kind: 'command', name: 'walk' })).toBe('{"kind":"command","name":"walk"}');
});
