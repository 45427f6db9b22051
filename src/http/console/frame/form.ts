import type { IncomingMessage } from 'node:http';
import type { MultipartFile } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import type { FormValues, UploadedFile } from '../route.ts';

/** What a form sent. */
export interface SentForm {
  readonly form: FormValues;
  readonly files: ReadonlyMap<string, UploadedFile>;
}

/**
 * Values by name, in the order they were sent. Browsers write line ends as CRLF; here they are `\n`. No keyboard writes
 * a zero byte, and Postgres takes none: it is left out.
 */
export function formValues(pairs: Iterable<readonly [string, string]>): FormValues {
  const values = new Map<string, string[]>();
  for (const [name, value] of pairs) {
    const text = value.replace(/\r\n?/g, '\n').replaceAll('\0', '');
    const known = values.get(name);
    if (known === undefined) values.set(name, [text]);
    else known.push(text);
  }
  return {
    get: (name) => values.get(name)?.[0],
    all: (name) => values.get(name) ?? [],
    has: (name) => values.has(name),
    names: () => [...values.keys()],
  };
}

export function queryValues(url: string): FormValues {
  const at = url.indexOf('?');
  return formValues(new URLSearchParams(at === -1 ? '' : url.slice(at + 1)));
}

/** What stands around the parts of a form with files. */
const WRAPPING_BYTES = 64 * 1024;
/** A form without files has a limit of its own; a single field of one with files is no longer. */
const MAX_FIELD_BYTES = 1024 * 1024;

/**
 * Reads a form's body, with files or without. Throws an error with a `statusCode`: 413 when it is too large, 400 when it
 * is no form.
 */
export async function readForm(request: FastifyRequest, maxBytes: number): Promise<SentForm> {
  if (!request.isMultipart()) {
    return { form: formValues(new URLSearchParams(textOf(request.body))), files: new Map() };
  }
  if (Number(request.headers['content-length'] ?? 0) > maxBytes + WRAPPING_BYTES) throw withStatus(413);
  stopAfter(request.raw, maxBytes + WRAPPING_BYTES);
  const pairs: [string, string][] = [];
  const files = new Map<string, UploadedFile>();
  const limits = { fieldSize: Math.min(maxBytes, MAX_FIELD_BYTES), fileSize: maxBytes, files: 8, parts: 2_000 };
  try {
    for await (const part of request.parts({ limits })) {
      if (part.type === 'file') await keepFile(files, part);
      else if (part.valueTruncated) throw withStatus(413);
      else pairs.push([part.fieldname, typeof part.value === 'string' ? part.value : '']);
    }
  } catch (error) {
    throw hasStatus(error) ? error : withStatus(400);
  }
  return { form: formValues(pairs), files };
}

/**
 * The parser of forms with files has limits for each part and none for all of them: two thousand fields of a megabyte
 * each would be kept. Browsers say how much they send; who does not, and sends too much, is cut off.
 */
function stopAfter(raw: IncomingMessage, maxBytes: number): void {
  let received = 0;
  raw.on('data', (chunk: Buffer) => {
    received += chunk.length;
    if (received > maxBytes) raw.destroy();
  });
}

function withStatus(statusCode: 400 | 413): Error {
  return Object.assign(new Error('a form that cannot be taken'), { statusCode });
}

function hasStatus(error: unknown): boolean {
  return error instanceof Error && 'statusCode' in error && Number(error.statusCode) < 500;
}

/** What the console's parser of ordinary forms keeps: the text as it came. */
function textOf(body: unknown): string {
  return typeof body === 'object' && body !== null && 'text' in body && typeof body.text === 'string' ? body.text : '';
}

async function keepFile(files: Map<string, UploadedFile>, part: MultipartFile): Promise<void> {
  const bytes = await part.toBuffer();
  // A field in which nobody chose a file is sent as one without a name.
  if (part.filename !== '' && part.filename !== undefined) files.set(part.fieldname, { name: part.filename, bytes });
}
