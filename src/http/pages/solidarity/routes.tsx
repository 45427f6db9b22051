import type { FastifyInstance } from 'fastify';
import { remembered } from '../../../actions/results/remembered.ts';
import type { DirectoryReader } from '../../../actions/solidarity/read-directory.ts';
import type { Language } from '../../../domain/languages.ts';
import type { Catalogues } from '../../../i18n/catalogues.ts';
import { pageLanguage } from '../../language.ts';
import { openForEverybody } from '../../open-for-everybody.ts';
import { serverLinks } from '../site/links.ts';
import { type Look, speechesOf } from '../site/look.ts';
import { type ReadyPage, readyPage } from '../site/page-cache.ts';
import { sendReadyPage } from '../site/send-ready-page.ts';
import { filterOf, solidarityPage } from './pages.tsx';
import { directoryBytes } from './part.ts';
import { DIRECTORY_FILE, SOLIDARITY } from './paths.ts';

export interface SolidarityPagesDeps {
  readonly directory: DirectoryReader;
  readonly catalogues: Catalogues;
  readonly now: () => Date;
}

/** A page is drawn once in so long, however many look. */
const FRESH_MS = 2_000;
const MOST_PAGES = 300;

interface Asked {
  Params: { '*': string };
  Querystring: { lang?: string; help?: string; country?: string; language?: string };
}

/** `/solidarity` with its filters, each fund and appeal, and all of it as data. */
export function solidarityPages(app: FastifyInstance, deps: SolidarityPagesDeps): void {
  const speeches = speechesOf(deps.catalogues);
  const lookIn = (language: Language): Look => ({ ...speeches[language], links: serverLinks(language) });
  const page = remembered<ReadyPage>({
    read: async (key) => {
      const { path, language, filter } = JSON.parse(key) as ReturnType<typeof keyOf>;
      return readyPage(solidarityPage(await deps.directory(), path, lookIn(language), filter));
    },
    forMs: FRESH_MS,
    most: MOST_PAGES,
    now: deps.now,
  });

  app.get<Asked>(SOLIDARITY, async (request, reply) => {
    const { query, headers } = request;
    const language = pageLanguage(query.lang, headers['accept-language']);
    return sendReadyPage(request, reply, await page(JSON.stringify(keyOf(SOLIDARITY, language, filterOf(query)))));
  });
  app.get<Asked>(`${SOLIDARITY}/*`, async (request, reply) => {
    const { query, headers, params } = request;
    // Longer than any: not remembered under a name that somebody made up.
    if (params['*'].length > 60) return reply.callNotFound();
    const language = pageLanguage(query.lang, headers['accept-language']);
    const path = `${SOLIDARITY}/${params['*']}`;
    return sendReadyPage(request, reply, await page(JSON.stringify(keyOf(path, language, {}))));
  });
  app.get(`/${DIRECTORY_FILE}`, async (_, reply) => {
    openForEverybody(reply);
    return reply
      .type('application/json; charset=utf-8')
      .header('cache-control', 'public, max-age=3')
      .send(directoryBytes(await deps.directory()));
  });
}

function keyOf(path: string, language: Language, filter: ReturnType<typeof filterOf>) {
  return { path, language, filter };
}
