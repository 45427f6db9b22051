/** What JSON can hold. A field that is undefined is left out, as JSON does. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [name: string]: Json | undefined;
}

/**
 * The one text of a value, whatever order its fields have: what hashes are made over. JSON Canonicalization
 * Scheme, https://www.rfc-editor.org/rfc/rfc8785: fields sorted by UTF-16 code units, no spaces, numbers and strings as
 * ECMAScript writes them. A number that JSON cannot hold throws.
 */
export function canonicalJson(value: Json): string {
  if (typeof value === 'number' && !Number.isFinite(value)) throw new Error(`${value} is not a number of JSON.`);
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (isList(value)) return `[${value.map(canonicalJson).join()}]`;
  const fields = Object.entries(value).flatMap(([name, field]) =>
    field === undefined ? [] : [{ name, text: `${JSON.stringify(name)}:${canonicalJson(field)}` }],
  );
  // `<` compares UTF-16 code units, which is the order that the scheme asks for.
  fields.sort((a, b) => (a.name < b.name ? -1 : 1));
  return `{${fields.map(({ text }) => text).join()}}`;
}

/**
 * The same text in pieces, for whoever has something else to do meanwhile: cut between the members of the outermost
 * `depth` levels.
 */
export function* canonicalPieces(value: Json, depth = 2): Generator<string> {
  if (depth === 0 || value === null || typeof value !== 'object') {
    yield canonicalJson(value);
  } else if (isList(value)) {
    let before = '[';
    for (const member of value) {
      yield before;
      yield* canonicalPieces(member, depth - 1);
      before = ',';
    }
    yield value.length === 0 ? '[]' : ']';
  } else {
    let before = '{';
    for (const name of Object.keys(value).sort((a, b) => (a < b ? -1 : 1))) {
      const field = value[name];
      if (field === undefined) continue;
      yield `${before}${JSON.stringify(name)}:`;
      yield* canonicalPieces(field, depth - 1);
      before = ',';
    }
    yield before === '{' ? '{}' : '}';
  }
}

function isList(value: readonly Json[] | JsonObject): value is readonly Json[] {
  return Array.isArray(value);
}
