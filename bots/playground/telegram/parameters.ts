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
export async function readParameters(
  query: Readonly<Record<string, unknown>>,
  contentType: string,
  body: Buffer | undefined,
): Promise<Parameters | undefined> {
  const values = new Map<string, unknown>(Object.entries(query));
  const uploads = new Map<string, Upload>();
  if (body !== undefined && body.byteLength > 0) {
    if (contentType.startsWith(MULTIPART)) {
      if (!(await readMultipart(contentType, body, values, uploads))) return undefined;
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

async function readMultipart(
  contentType: string,
  body: Buffer,
  values: Map<string, unknown>,
  uploads: Map<string, Upload>,
): Promise<boolean> {
  try {
    const form = await new Response(new Uint8Array(body), { headers: { 'content-type': contentType } }).formData();
    for (const [name, value] of form) {
      if (typeof value === 'string') values.set(name, value);
      else uploads.set(name, { name: value.name, bytes: Buffer.from(await value.arrayBuffer()) });
    }
    return true;
  } catch {
    return false;
  }
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
