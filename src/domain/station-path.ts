/**
 * Where a station's page is on the public site. Its code stands in the address and in names of files: letters and digits
 * as they are, any other byte as `~` and two digits, so that two codes never share one.
 */
export function stationPath(code: string): string {
  const slug = code.replace(/^\.|[^A-Za-z0-9._-]/gu, (letter) =>
    [...new TextEncoder().encode(letter)].map((byte) => `~${byte.toString(16).padStart(2, '0')}`).join(''),
  );
  return `/stations/${slug}`;
}
