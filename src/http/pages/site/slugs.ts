/** Cyrillic letters of Belarusian and Russian in plain Latin ones, for addresses of pages. */
const LATIN: Readonly<Record<string, string>> = Object.fromEntries(
  (
    'а a,б b,в v,г h,ґ g,д d,е e,ё io,ж zh,з z,и i,і i,й j,к k,л l,м m,н n,о o,п p,р r,с s,т t,у u,ў u,ф f,х kh,' +
    'ц c,ч ch,ш sh,щ shch,ы y,э e,ю iu,я ia'
  )
    .split(',')
    .map((pair) => pair.split(' ')),
);

/** A name as a part of an address: `Mahilioŭ region` is `mahiliou-region`. May be empty. */
export function slugOf(name: string): string {
  return [...name.normalize('NFC').toLowerCase()]
    .map((letter) => LATIN[letter] ?? letter)
    .join('')
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
}

/** Different slugs for different names, in their order. */
export function slugsOf(names: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    const base = slugOf(name) || 'region';
    let slug = base;
    for (let n = 2; taken.has(slug); n += 1) slug = `${base}-${n}`;
    taken.add(slug);
    return slug;
  });
}
