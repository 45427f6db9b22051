import { may, PERMISSIONS, type Permission, ROLES } from '../../src/domain/permissions.ts';

describe('who may do what', () => {
  test.each([...ROLES, undefined])('%s may look at what is for everybody', (role) => {
    expect(may(role, 'signed-out')).toBe(true);
    expect(may(role, 'signed-in')).toBe(role !== undefined);
  });

  test('an administrator may do everything, a stranger nothing', () => {
    expect(PERMISSIONS.filter((permission) => !may('administrator', permission))).toEqual([]);
    expect(PERMISSIONS.filter((permission) => may(undefined, permission))).toEqual([]);
  });

  test('a reader changes nothing, and reads nothing about who may come in', () => {
    const allowed = PERMISSIONS.filter((permission) => may('reader', permission));
    expect(allowed.filter((permission) => !permission.endsWith('.read'))).toEqual([]);
    expect(may('reader', 'organizers.read')).toBe(false);
  });

  test('a reviewer reads ballots and types result sheets, and sees nothing else', () => {
    const allowed: readonly Permission[] = PERMISSIONS.filter((permission) => may('reviewer', permission));
    expect(allowed).toEqual(['protocols.type', 'review.work']);
  });
});
