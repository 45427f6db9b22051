import { randomUUID } from 'node:crypto';

/** A field of a form, or a file with its name. */
export interface Part {
  readonly name: string;
  readonly filename?: string;
  readonly content: string | Buffer;
}

/** A form with files, whole in memory. https://www.rfc-editor.org/rfc/rfc7578 */
export function multipart(parts: readonly Part[]): { type: string; content: Buffer } {
  const boundary = `golos-${randomUUID()}`;
  const content = Buffer.concat([
    ...parts.flatMap(({ name, filename, content: value }) => [
      Buffer.from(
        `--${boundary}\r\ncontent-disposition: form-data; name="${name}"${
          filename === undefined ? '' : `; filename="${filename}"\r\ncontent-type: application/octet-stream`
        }\r\n\r\n`,
      ),
      Buffer.from(value),
      Buffer.from('\r\n'),
    ]),
    Buffer.from(`--${boundary}--\r\n`),
  ]);
  return { type: `multipart/form-data; boundary=${boundary}`, content };
}
