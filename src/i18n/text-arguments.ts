import type { FluentResource } from '@fluent/bundle';

/** The keys of a catalogue in their order, each with the names of its text's arguments in the alphabet's. */
export function textArguments(resource: FluentResource): ReadonlyMap<string, readonly string[]> {
  const keys = new Map<string, readonly string[]>();
  for (const entry of resource.body) {
    const names = new Set<string>();
    collect(entry.value, names);
    keys.set(entry.id, [...names].sort());
  }
  return keys;
}

/** Walks a parsed pattern of any shape: its variables are the nodes `{ type: 'var', name }`. */
function collect(node: unknown, names: Set<string>): void {
  if (typeof node !== 'object' || node === null) return;
  if ('type' in node && node.type === 'var' && 'name' in node) names.add(String(node.name));
  for (const child of Object.values(node)) collect(child, names);
}
