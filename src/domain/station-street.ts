/** What stands in front of a street's name, in Belarusian and Russian. The longest first. */
const STREET =
  'улица|вуліца|проспект|праспект|переулок|завулак|бульвар|площадь|плошча|проезд|праезд|набережная|микрорайон|мікрараён|тракт|шоссе|шаша|' +
  'просп|бул|б-р|пер|зав|пл|наб|мкр|м-н|пр-т|пр-кт|ул|вул|пр';

/** The prefix as a word of its own, then a name that ends before a comma, a house or a number after a blank. */
const NAMED = new RegExp(String.raw`(?<!\p{L})(?:${STREET})(?!\p{L})\.?\s*([^,;:()«»"]+)`, 'iu');

/** What stands in front of a village's or town's name, where an address has no street. */
const PLACE =
  /^(?:агрогородок|аграгарадок|деревня|вёска|веска|посёлок|поселок|пасёлак|город|горад|аг|г\.\s*п|гп|д|в|п|г)(?!\p{L})\.?\s*/iu;

/** A house number that was written without a comma. */
const HOUSE = /\s+(?:д\.?|дом|№)?\s*\d+\p{L}?(?:\/\d+)?$/iu;

/**
 * The street's name in an address, for a list that one looks a station up in: `г. Могилев, ул. Белинского, 22а` is
 * `Белинского`. Where no street is named, the place or the first words up to a comma; empty for an empty address.
 */
export function streetOf(address: string): string {
  const named = NAMED.exec(address)?.[1];
  const words = named ?? (address.split(/[,;:]/)[0] ?? '').trim().replace(PLACE, '');
  return words
    .replace(HOUSE, '')
    .replace(/\s+/g, ' ')
    .replace(/^[^\p{L}\p{N}]+/u, '')
    .trim()
    .slice(0, 60);
}
