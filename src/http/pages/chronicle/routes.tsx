import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type ChronicleReader, publishedChronicle } from '../../../actions/chronicle/chronicle-reader.ts';
import { remembered } from '../../../actions/results/remembered.ts';
import { LANGUAGES, type Language } from '../../../domain/languages.ts';
import type { Catalogues } from '../../../i18n/catalogues.ts';
import type { Queryable } from '../../../storage/database.ts';
import { pageLanguage } from '../../language.ts';
import { COSTLY } from '../../limits.ts';
import { openForEverybody } from '../../open-for-everybody.ts';
import { sendPicture } from '../../pictures.ts';
import { serverLinks } from '../site/links.ts';
import { type Look, speechesOf } from '../site/look.ts';
import { wholePage } from '../site/page.tsx';
import { createPageCache, type PageCache, readyPage } from '../site/page-cache.ts';
import { sendReadyPage } from '../site/send-ready-page.ts';
import { chronicleFeed } from './feed.ts';
import { chroniclePage, entryNumberOf } from './pages.tsx';
import { chronicleBytes } from './part.ts';
import { CHRONICLE, CHRONICLE_FILE, feedFile, SEARCH } from './paths.ts';
import { FOUND_ON_A_PAGE, SearchPage } from './search-page.tsx';

export interface ChroniclePagesDeps {
  readonly chronicle: ChronicleReader;
  readonly catalogues: Catalogues;
  readonly q: Queryable;
  /** Where people find these pages, such as `https://example.org`. */
  readonly origin: string;
  readonly now: () => Date;
}

/** Rendered pages that are kept. */
const KEPT_BYTES = 16 * 1024 * 1024;

/** Pages of a search beyond this one are nobody's. */
const LAST_PAGE = 500;

/** All of it as data is read once in so long. */
const DATA_MS = 30_000;

interface Asked {
  Params: { '*': string };
  Querystring: { lang?: string; q?: string; page?: string };
}

/** `/chronicle` and everything below it, for everybody. */
export function chroniclePages(
  app: FastifyInstance,
  { chronicle, catalogues, q, origin, now }: ChroniclePagesDeps,
): void {
  const speeches = speechesOf(catalogues);
  const lookIn = (language: Language): Look => ({ ...speeches[language], links: serverLinks(language) });
  const looks = { be: lookIn('be'), ru: lookIn('ru'), en: lookIn('en') };
  const lookFor = ({ query, headers }: FastifyRequest<Asked>): Look =>
    looks[pageLanguage(query.lang, headers['accept-language'])];
  let kept: { readonly position: number; readonly pages: PageCache } | undefined;

  async function page(path: string, look: Look) {
    const { position, timeline } = await chronicle.current();
    if (kept?.position !== position) kept = { position, pages: createPageCache(KEPT_BYTES) };
    const { pages } = kept;
    const number = entryNumberOf(path);
    const entry = number === undefined ? undefined : await chronicle.entry(number);
    return pages.get(`${look.language} ${path}`, () => chroniclePage({ timeline, entry: () => entry }, path, look));
  }

  app.get<Asked>(CHRONICLE, async (request, reply) =>
    sendReadyPage(request, reply, await page(CHRONICLE, lookFor(request))),
  );
  app.get<Asked>(`${CHRONICLE}/*`, async (request, reply) =>
    sendReadyPage(request, reply, await page(`${CHRONICLE}/${request.params['*']}`, lookFor(request))),
  );

  app.get<Asked>(SEARCH, { config: COSTLY }, async (request, reply) => {
    const query = (request.query.q ?? '').trim().slice(0, 200);
    const asked = Math.min(LAST_PAGE, Math.max(1, Number.parseInt(request.query.page ?? '1', 10) || 1));
    const look = lookFor(request);
    const found =
      query === ''
        ? undefined
        : await chronicle.search(query, { limit: FOUND_ON_A_PAGE, offset: (asked - 1) * FOUND_ON_A_PAGE });
    const looked = found && { ...found, query, page: asked };
    return sendReadyPage(
      request,
      reply,
      readyPage({ status: 200, html: wholePage(<SearchPage looked={looked} look={look} />) }),
    );
  });

  for (const language of LANGUAGES)
    app.get(`/${feedFile(language)}`, async (_, reply) => {
      const { timeline, times } = await chronicle.current();
      const entries = timeline.entries.flatMap((entry) => {
        const known = times.get(entry.number);
        if (known === undefined) return [];
        const { uid, publishedAt, changedAt } = known;
        return [{ ...entry, uid, publishedAt: publishedAt.toISOString(), changedAt: changedAt.toISOString() }];
      });
      const feed = chronicleFeed(entries, looks[language], `${origin}/`);
      return reply.type('application/atom+xml; charset=utf-8').header('cache-control', 'public, max-age=60').send(feed);
    });

  const data = remembered({
    read: async () => chronicleBytes(await publishedChronicle(q)),
    forMs: DATA_MS,
    most: 1,
    now,
  });
  app.get(`/${CHRONICLE_FILE}`, async (_, reply) => {
    openForEverybody(reply);
    return reply
      .type('application/json; charset=utf-8')
      .header('cache-control', 'public, max-age=60')
      .send(await data(''));
  });

  app.get<{ Params: { file: string } }>(`${CHRONICLE}/photos/:file`, (request, reply) =>
    sendPicture(q, request.params.file, reply),
  );
}
