import { isChoiceField } from '../../domain/protocols/fields.ts';
import type { Database } from '../../storage/database.ts';
import { importOfficial } from '../import-official.ts';
import { protocolNumbers } from './protocol-numbers.ts';

export type Adopted =
  | { readonly kind: 'adopted' | 'unchanged'; readonly version: number; readonly stations: number }
  /** No station has numbers that count. */
  | { readonly kind: 'nothing' }
  /** The import took our own file for a bad one. */
  | { readonly kind: 'refused'; readonly why: string };

/** Columns of the file beside the choices: what an official result calls what the sheet has. */
const BESIDE = [
  ['registered', 'registered'],
  ['turnout', 'in-box'],
  ['spoiled', 'invalid'],
  ['early', 'early'],
] as const;

/**
 * Takes the agreed numbers in as the newest version of the official source `protocol`: through the same import as any
 * file, so that every number has its line, and earlier versions stay. Sheets that do not add up are taken as printed.
 * Stations whose versions differ are left out until one is chosen. The same numbers once more change nothing.
 */
export async function adoptProtocols(
  database: Database,
  { electionId, organizerId, at }: { electionId: string; organizerId: string | null; at: Date },
): Promise<Adopted> {
  const { form, stations } = await protocolNumbers(database.pool, electionId);
  const counting = stations.flatMap(({ code, counting: numbers }) =>
    numbers === undefined ? [] : [{ code, numbers }],
  );
  if (counting.length === 0) return { kind: 'nothing' };
  const choices = form.fields.map(({ id }) => id).filter(isChoiceField);
  const present = BESIDE.filter(([, field]) => counting.some(({ numbers }) => numbers[field] != null));
  const fields = [...choices, ...present.map(([, field]) => field)];
  const headers = ['station', ...choices, ...present.map(([column]) => column)];
  const lines = counting.map(({ code, numbers }) => [code, ...fields.map((field) => numbers[field] ?? '')]);
  const csv = [headers, ...lines].map((line) => line.map((cell) => quoted(`${cell}`)).join()).join('\r\n');
  const result = await importOfficial(database, {
    electionId,
    source: 'protocol',
    fileName: 'protocols.csv',
    bytes: oneChunk(`${csv}\r\n`),
    map: Object.fromEntries(headers.map((header) => [header, header])),
    accept: ['sums'],
    organizerId,
    at,
  });
  switch (result.kind) {
    case 'imported':
      return { kind: 'adopted', version: result.version, stations: counting.length };
    case 'unchanged':
      return { kind: 'unchanged', version: result.version, stations: counting.length };
    default:
      return { kind: 'refused', why: result.kind };
  }
}

/** RFC 4180. */
function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

async function* oneChunk(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}
