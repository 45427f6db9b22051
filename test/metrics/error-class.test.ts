import fc from 'fast-check';
import { ERROR_CLASSES, errorClass } from '../../src/metrics/error-class.ts';

test.each([
  ['a deadlock', '40P01', 'conflict'],
  ['a serialization failure', '40001', 'conflict'],
  ['a broken constraint', '23505', 'constraint'],
  ['a full disk', '53100', 'database'],
  ['a server that is shut down', '57P01', 'database'],
  ['a missing privilege', '42501', 'refused'],
  ['a wrong password', '28P01', 'refused'],
  ['a port where nobody listens', 'ECONNREFUSED', 'network'],
  ['a connection that broke', 'EPIPE', 'network'],
  ['an answer that does not come', 'UND_ERR_HEADERS_TIMEOUT', 'timeout'],
  ['a request that was given up', 'ABORT_ERR', 'timeout'],
  ['a token that is no good', 'unauthorized', 'refused'],
  ['an account without a webhook', 'no-webhook', 'refused'],
  ['no code', undefined, 'other'],
])('%s', (_name, code, expected) => expect(errorClass(code)).toBe(expected));

test('whatever the code is, the class is one of a few', () => {
  fc.assert(fc.property(fc.string(), (code) => ERROR_CLASSES.includes(errorClass(code))));
});
