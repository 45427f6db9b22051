/** An uploaded file of a multipart request. */
export interface Upload {
  readonly name: string;
  readonly bytes: Buffer;
}

/** A method's parameters, however they came: query, JSON, urlencoded or multipart. */
export interface Parameters {
  has(name: string): boolean;
  text(name: string): string | undefined;
  /** Undefined when absent or no whole number. */
  integer(name: string): number | undefined;
  flag(name: string): boolean;
  /** A JSON value, also when it came as its text, as in a form. */
  json(name: string): unknown;
  /** A file sent under this name, or under the name that an `attach://` points at. */
  upload(name: string): Upload | undefined;
}

const MULTIPART = 'multipart/form-data';
const FORM = 'application/x-www-form-urlencoded';

/** Undefined: the body cannot be read. */
export function readParameters(
  query: Readonly<Record<string, unknown>>,
  contentType: string,
  body: Buffer | undefined,
): Parameters | undefined {
  const values = new Map<string, unknown>(Object.entries(query));
  const uploads = new Map<string, Upload>();
  if (body !== undefined && body.byteLength > 0) {
    if (contentType.startsWith(MULTIPART)) {
      if (!readMultipart(contentType, body, values, uploads)) return undefined;
    } else if (contentType.startsWith(FORM)) {
      for (const [name, value] of new URLSearchParams(body.toString('utf8'))) values.set(name, value);
    } else if (!readJson(body, values)) return undefined;
  }
  return parametersOf(values, uploads);
}

function readJson(body: Buffer, values: Map<string, unknown>): boolean {
  const parsed = parseJson(body.toString('utf8'));
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return false;
  for (const [name, value] of Object.entries(parsed)) values.set(name, value);
  return true;
}

/**
 * RFC 7578, leniently: clients differ in blanks and capitals, and the platform's own `formData()` refuses
 * what grammY writes.
 */
function readMultipart(
  contentType: string,
  body: Buffer,
  values: Map<string, unknown>,
  uploads: Map<string, Upload>,
): boolean {
  const boundary = contentType.match(/boundary="?([^";]+)"?/i)?.[1];
  if (boundary === undefined) return false;
  const delimiter = Buffer.from(`\r\n--${boundary}`);
  // The first delimiter has no line break before it: lend it one.
  const bytes = Buffer.concat([Buffer.from('\r\n'), body]);
  let start = bytes.indexOf(delimiter);
  while (start >= 0) {
    const next = bytes.indexOf(delimiter, start + delimiter.byteLength);
    if (next < 0)
      return bytes
        .subarray(start + delimiter.byteLength)
        .toString('latin1')
        .startsWith('--');
    readPart(bytes.subarray(start + delimiter.byteLength, next), values, uploads);
    start = next;
  }
  return false;
}

function readPart(part: Buffer, values: Map<string, unknown>, uploads: Map<string, Upload>): void {
  const end = part.indexOf('\r\n\r\n');
  if (end < 0) return;
  const head = part.subarray(0, end).toString('utf8');
  const content = part.subarray(end + 4);
  const name = head.match(/[;\s]name="?([^";\r\n]*)"?/i)?.[1];
  const file = head.match(/[;\s]filename="?([^";\r\n]*)"?/i)?.[1];
  if (name === undefined) return;
  if (file === undefined) values.set(name, content.toString('utf8'));
  else uploads.set(name, { name: file, bytes: Buffer.from(content) });
}

function parametersOf(values: ReadonlyMap<string, unknown>, uploads: ReadonlyMap<string, Upload>): Parameters {
  const text = (name: string): string | undefined => {
    const value = values.get(name);
    if (typeof value === 'string') return value;
    return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
  };
  return {
    has: (name) => values.has(name) || uploads.has(name),
    text,
    integer(name) {
      const value = text(name)?.trim();
      return value !== undefined && /^-?\d{1,16}$/.test(value) ? Number(value) : undefined;
    },
    flag: (name) => ['true', '1', 'True', 'yes'].includes(text(name) ?? ''),
    json(name) {
      const value = values.get(name);
      return typeof value === 'string' ? parseJson(value) : value;
    },
    upload(name) {
      const attached = text(name)?.match(/^attach:\/\/(.+)$/)?.[1];
      return uploads.get(attached ?? name);
    },
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
