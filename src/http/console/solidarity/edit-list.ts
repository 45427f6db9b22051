/** A form's list after one of its smaller buttons (`add-way`, `remove-way-2`); undefined when it was another button. */
export function editList<T>(
  act: string,
  name: 'way' | 'contact',
  list: readonly T[],
  empty: T,
): readonly T[] | undefined {
  if (act === `add-${name}`) return [...list, empty];
  const [prefix, number] = [`remove-${name}-`, Number(act.slice(`remove-${name}-`.length))];
  return act.startsWith(prefix) && Number.isInteger(number) ? list.filter((_, i) => i !== number) : undefined;
}
