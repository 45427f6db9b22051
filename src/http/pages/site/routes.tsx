import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { DrawStation } from '../../../actions/editions/station-pictures.ts';
import type { Edition } from '../../../domain/finding/edition.ts';
import { LANGUAGES, type Language, type Localized } from '../../../domain/languages.ts';
import type { Catalogues } from '../../../i18n/catalogues.ts';
import { pageLanguage } from '../../language.ts';
import { COSTLY } from '../../limits.ts';
import { FindPage } from './find-page.tsx';
import { serverLinks } from './links.ts';
import { type Look, speechesOf } from './look.ts';
import { MethodPage } from './method-page.tsx';
import { sitePage, wholePage } from './page.tsx';
import { type ReadyPage, readyPage } from './page-cache.ts';
import { BeforePage, type BotLink, NotFoundPage } from './plain-pages.tsx';
import { sendReadyPage } from './send-ready-page.ts';
import { createShown } from './shown.ts';

export interface PublicSiteDeps {
  /** What is public now; undefined before the first edition. The same object as long as it is the same edition. */
  readonly edition: () => Promise<Edition | undefined>;
  readonly election: () => Promise<
    { readonly name: Localized; readonly opensOn: string; readonly closesOn: string } | undefined
  >;
  readonly draw: DrawStation;
  /** Where people take part. */
  readonly bots: () => Promise<readonly BotLink[]>;
  readonly catalogues: Catalogues;
}

/** Stations that a search shows. */
const FOUND = 40;

const PICTURE = /^(\/stations\/[^/]+)\/(\w\w)-(\d{1,6})\.png$/;

interface Asked {
  Params: { '*': string };
  Querystring: { lang?: string; q?: string };
}

/** `/`, `/find`, `/method`, `/editions`, `/regions/…`, `/stations/…`: what is published, for everybody. */
export function publicSite(app: FastifyInstance, deps: PublicSiteDeps): void {
  const speeches = speechesOf(deps.catalogues);
  const lookIn = (language: Language): Look => ({ ...speeches[language], links: serverLinks(language) });
  const looks = { be: lookIn('be'), ru: lookIn('ru'), en: lookIn('en') };
  const current = createShown({ edition: deps.edition, looks });

  const lookFor = ({ query, headers }: FastifyRequest<Asked>): Look =>
    looks[pageLanguage(query.lang, headers['accept-language'])];

  async function before(path: string, look: Look): Promise<ReadyPage> {
    if (path === '/method')
      return readyPage({ status: 200, html: wholePage(<MethodPage site={undefined} look={look} />) });
    const election = await deps.election().catch(() => undefined);
    const bots = await deps.bots();
    const html = wholePage(<BeforePage election={election} bots={bots} look={look} />);
    // The ways that every page shows are there already; whatever else was asked for comes with the first edition.
    return readyPage({ status: path === '/' || path === '/estimates' ? 200 : 404, html });
  }

  async function page(request: FastifyRequest<Asked>, path: string): Promise<ReadyPage> {
    const look = lookFor(request);
    const now = await current();
    if (now === undefined) return before(path, look);
    return now.pages.get(`${look.language} ${path}`, () => sitePage(now.site, path, look));
  }

  const fixed = (path: string) =>
    app.get<Asked>(path, async (request, reply) => sendReadyPage(request, reply, await page(request, path)));
  fixed('/');
  fixed('/method');
  fixed('/editions');
  fixed('/estimates');
  app.get<Asked>('/regions/*', async (request, reply) =>
    sendReadyPage(request, reply, await page(request, `/regions/${request.params['*']}`)),
  );
  app.get<Asked>('/stations/*', async (request, reply) => {
    const path = `/stations/${request.params['*']}`;
    return (await picture(path, reply)) ?? sendReadyPage(request, reply, await page(request, path));
  });

  /** A station's numbers as a picture, as `stationPicturePath` names it; undefined when that is not what was asked for. */
  async function picture(path: string, reply: FastifyReply): Promise<FastifyReply | undefined> {
    const [, station = '', lang, edition] = PICTURE.exec(path) ?? [];
    const language = LANGUAGES.find((one) => one === lang);
    const now = await current();
    const code = now?.site.byPath.get(station)?.station.code;
    if (language === undefined || now === undefined || code === undefined) return undefined;
    const electionId = now.edition.election.id;
    const bytes = await deps.draw({ electionId, edition: Number(edition), language, code });
    if (bytes === undefined) return undefined;
    return reply.type('image/png').header('cache-control', 'public, max-age=31536000, immutable').send(bytes);
  }

  app.setNotFoundHandler<Asked>({ preHandler: app.rateLimit() }, (request, reply) => {
    // Programs are told in a word; people get a page that leads on.
    if (!/\btext\/html\b/.test(request.headers.accept ?? ''))
      return reply.code(404).type('text/plain; charset=utf-8').send('Not found\n');
    const html = wholePage(<NotFoundPage look={lookFor(request)} />);
    return sendReadyPage(request, reply, readyPage({ status: 404, html }));
  });

  app.get<Asked>('/find', { config: COSTLY }, async (request, reply) => {
    const query = (request.query.q ?? '').trim().slice(0, 200);
    const now = await current();
    if (query === '' || now === undefined) return sendReadyPage(request, reply, await page(request, '/find'));
    const { total, stations } = now.find(query, FOUND);
    const looked = { query, total, stations };
    const html = wholePage(<FindPage site={now.site} look={lookFor(request)} looked={looked} />);
    return sendReadyPage(request, reply, readyPage({ status: 200, html }));
  });
}
