import type { Readable } from 'node:stream';
import sax from 'sax';
import { brokenWorkbook, tooLarge, WORKBOOK_LIMITS } from './workbook-limits.ts';

/** What is told of an XML document, in its order. Names come without their prefixes. */
export interface XmlHandlers {
  open(name: string, attributes: Readonly<Record<string, string>>): void;
  close(name: string): void;
  /** A piece of text; a long one comes in several. */
  text(text: string): void;
}

/**
 * Reads an XML document from a stream of UTF-8, yielding after each piece that came. No document type is accepted, so
 * that no entity can be defined.
 *
 * @throws WorkbookFault when it is none, or longer than `WORKBOOK_LIMITS` has it.
 */
export async function* parseXml(stream: Readable, handlers: XmlHandlers): AsyncGenerator<void, void, undefined> {
  const parser = sax.parser(true, { position: false });
  parser.onopentag = (tag) => handlers.open(localName(tag.name), (tag as sax.Tag).attributes);
  parser.onclosetag = (name) => handlers.close(localName(name));
  parser.ontext = handlers.text;
  parser.oncdata = handlers.text;
  parser.ondoctype = brokenWorkbook;
  parser.onerror = brokenWorkbook;
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let bytes = 0;
  for await (const chunk of unpacked(stream)) {
    bytes += chunk.length;
    if (bytes > WORKBOOK_LIMITS.bytes) tooLarge('bytes');
    parser.write(decode(() => decoder.decode(chunk, { stream: true })));
    yield;
  }
  parser.write(decode(() => decoder.decode())).close();
  yield;
}

/** The same for a part that is small, or of which everything is kept. */
export async function parseWholeXml(stream: Readable, handlers: XmlHandlers): Promise<void> {
  for await (const _piece of parseXml(stream, handlers));
}

/** A stream that breaks is a zip file that does: a wrong size, a wrong checksum, no deflate data. */
async function* unpacked(stream: Readable): AsyncGenerator<Uint8Array> {
  const chunks = stream[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = await chunks.next().catch(brokenWorkbook);
      if (next.done) return;
      yield next.value as Uint8Array;
    }
  } finally {
    stream.destroy();
  }
}

function decode(work: () => string): string {
  try {
    return work();
  } catch {
    return brokenWorkbook();
  }
}

function localName(name: string): string {
  const colon = name.indexOf(':');
  return colon === -1 ? name : name.slice(colon + 1);
}
