import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { EditionReader, PublishedEdition } from '../../../actions/editions/current-edition.ts';
import { remembered } from '../../../actions/results/remembered.ts';
import type { Language } from '../../../domain/languages.ts';
import type { Catalogues } from '../../../i18n/catalogues.ts';
import { pageLanguage } from '../../language.ts';
import { openForEverybody } from '../../open-for-everybody.ts';
import { serverLinks } from '../site/links.ts';
import { speechesOf } from '../site/look.ts';
import { wholePage } from '../site/page.tsx';
import { DataPage } from './data-page.tsx';
import { type EditionFiles, editionFilesGently, type ListedFile } from './files.ts';

export interface DataRoutesDeps {
  readonly editions: EditionReader;
  readonly catalogues: Catalogues;
  readonly now: () => Date;
}

/** What is current changes; an edition by its number never does. */
const CURRENT_SECONDS = 3;
const FOR_GOOD_SECONDS = 365 * 86_400;

/** Editions whose files are kept at hand. Whole editions are large. */
const KEPT = 2;
const KEPT_MS = 3_600_000;

interface Asked {
  Params: { name: string; election: string; number: string };
  Querystring: { lang?: string };
}

const pack = promisify(gzip);

/** `/data`, `/data/<file>` of what is public now, and `/data/<election>/<number>/<file>`, which stays for good. */
export function dataRoutes(app: FastifyInstance, { editions, catalogues, now }: DataRoutesDeps): void {
  const speeches = speechesOf(catalogues);
  const packed = new WeakMap<ListedFile, Promise<Buffer>>();
  const pages = new WeakMap<EditionFiles, Map<string, string>>();
  const filesOf = remembered({
    read: async (key): Promise<EditionFiles | undefined> => {
      const [election = '', number] = key.split('/');
      const published = await editions.numbered(election, Number(number));
      return published && editionFilesGently(published, speeches);
    },
    forMs: KEPT_MS,
    most: KEPT,
    now,
  });

  async function currentFiles(): Promise<{ published: PublishedEdition; files: EditionFiles } | undefined> {
    const published = await editions.current();
    if (published === undefined) return undefined;
    const { election, number } = published.edition;
    const files = await filesOf(`${election.id}/${number}`);
    return files && { published, files };
  }

  async function sendFile(
    { headers }: FastifyRequest<Asked>,
    reply: FastifyReply,
    file: ListedFile | undefined,
    seconds: number,
  ): Promise<FastifyReply> {
    openForEverybody(reply);
    if (file === undefined) return reply.code(404).type('text/plain; charset=utf-8').send('Not found\n');
    const etag = `"${file.sha256.slice(0, 32)}"`;
    void reply
      .header('etag', etag)
      .header('cache-control', `public, max-age=${seconds}`)
      .header('vary', 'accept-encoding')
      .type(file.mediaType);
    if (headers['if-none-match'] === etag) return reply.code(304).send();
    if (!/\bgzip\b/.test(`${headers['accept-encoding'] ?? ''}`)) return reply.send(file.bytes);
    const small = packed.get(file) ?? pack(file.bytes);
    packed.set(file, small);
    return reply.header('content-encoding', 'gzip').send(await small);
  }

  app.get<Asked>('/data', async (request, reply) => {
    const { query, headers } = request;
    const language: Language = pageLanguage(query.lang, headers['accept-language']);
    const current = await currentFiles();
    // The first page says that nothing is published yet.
    if (current === undefined) return reply.redirect(`/?lang=${language}`, 302);
    const others = (await editions.list()).map(({ electionId, number, publishedOn }) => ({
      number,
      publishedOn,
      href: `/data/${electionId}/${number}`,
    }));
    const key = `${language} ${others.length}`;
    const known = pages.get(current.files) ?? new Map<string, string>();
    pages.set(current.files, known);
    const look = { ...speeches[language], links: serverLinks(language) };
    const { edition } = current.published;
    const html = known.get(key) ?? wholePage(DataPage({ edition, files: current.files, look, editions: others }));
    known.set(key, html);
    return reply
      .type('text/html; charset=utf-8')
      .header('cache-control', 'no-cache')
      .header('vary', 'accept-language')
      .send(html);
  });

  app.get<Asked>('/data/:name', async (request, reply) => {
    const files = (await currentFiles())?.files;
    return sendFile(request, reply, fileNamed(files, request.params.name), CURRENT_SECONDS);
  });

  app.get<Asked>('/data/:election/:number/:name', async (request, reply) => {
    const { election, number, name } = request.params;
    const exists = /^[1-9]\d{0,8}$/.test(number) && (await editions.numbered(election, Number(number))) !== undefined;
    const files = exists ? await filesOf(`${election}/${number}`) : undefined;
    return sendFile(request, reply, fileNamed(files, name), FOR_GOOD_SECONDS);
  });
}

function fileNamed(files: EditionFiles | undefined, name: string): ListedFile | undefined {
  return files?.files.find((file) => file.name === name);
}
