import type { MultipartFile } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import type { FormValues, UploadedFile } from '../route.ts';

/** What a form sent. */
export interface SentForm {
  readonly form: FormValues;
  readonly files: ReadonlyMap<string, UploadedFile>;
}

/** Values by name, in the order they were sent. Browsers write line ends as CRLF; here they are `\n`. */
export function formValues(pairs: Iterable<readonly [string, string]>): FormValues {
  const values = new Map<string, string[]>();
  for (const [name, value] of pairs) {
    const text = value.replace(/\r\n?/g, '\n');
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

/** Reads a form's body, with files or without. Throws an error with a `statusCode` when it is too large. */
export async function readForm(request: FastifyRequest, maxBytes: number): Promise<SentForm> {
  if (!request.isMultipart()) {
    return { form: formValues(new URLSearchParams(textOf(request.body))), files: new Map() };
  }
  const pairs: [string, string][] = [];
  const files = new Map<string, UploadedFile>();
  for await (const part of request.parts({ limits: { fileSize: maxBytes, files: 8, parts: 2_000 } })) {
    if (part.type === 'field') pairs.push([part.fieldname, typeof part.value === 'string' ? part.value : '']);
    else await keepFile(files, part);
  }
  return { form: formValues(pairs), files };
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
