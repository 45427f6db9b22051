import type { FastifyInstance, FastifyReply } from 'fastify';
import { renderToString } from 'preact-render-to-string';
import type { LiveMarch, LiveMarches } from '../../../actions/marches/live-marches.ts';
import { remembered } from '../../../actions/results/remembered.ts';
import { LANGUAGES, type Language } from '../../../domain/languages.ts';
import { countryCount, ROUND_TO, THRESHOLD } from '../../../domain/marches/published.ts';
import type { Catalogues } from '../../../i18n/catalogues.ts';
import type { Queryable } from '../../../storage/database.ts';
import { windowsAfter } from '../../../storage/march-series.ts';
import { type MarchWords, marchBadge } from '../../charts/march-picture.ts';
import { pageLanguage } from '../../language.ts';
import { createPlaceStreams } from '../../limits.ts';
import { createEventHub, type EventHub } from './event-hub.ts';
import { LiveFigures, versionOf } from './figures.tsx';
import { LivePage, NoMarch, REFRESH_SECONDS } from './pages.tsx';

export interface LivePagesDeps {
  readonly q: Queryable;
  readonly live: LiveMarches;
  readonly catalogues: Catalogues;
  readonly timeZone: () => Promise<string>;
  readonly now: () => Date;
  /** Where people find these pages, such as `https://example.org`. */
  readonly origin: string;
  /** Streams that one place may hold open; as many as everywhere unless told otherwise. */
  readonly streamsAPlace?: number;
}

/** A page is drawn, and a series is read, once in so long, however many look. */
const FRESH_MS = 1_000;
const MOST_PAGES = 200;
const MOST_SERIES = 20;

/** How often a march is looked at while somebody listens. */
const LOOK_EVERY_MS = 1_000;

/** Streams of one process; the page of whoever comes later asks for itself again now and then. */
const MOST_STREAMS = 8_000;

/** A browser, or a page elsewhere, asks again after so many seconds. */
const CACHE_SECONDS = 10;

/** In place of a march's id: the one that `/live` shows. */
const NOW = 'now';

interface Asked {
  Params: { id: string };
  Querystring: { lang?: string; theme?: string; v?: string };
}

/** `/live`, each march at `/live/<id>`, its stream of events, and the count as a picture and as data. Everybody may see all of it. */
export function livePages(app: FastifyInstance, deps: LivePagesDeps): void {
  const { live, now } = deps;
  const find = (id: string) => (id === NOW ? live.current() : live.byId(id));
  const wordsOf = async (language: Language): Promise<MarchWords> => ({
    language,
    t: deps.catalogues.translator(language),
    timeZone: await deps.timeZone(),
  });
  const page = remembered({
    read: async (key) => {
      const [id = NOW, lang] = key.split('/');
      const words = await wordsOf(pageLanguage(lang));
      const found = await find(id);
      const body =
        found === undefined ? (
          <NoMarch words={words} missing={id !== NOW} />
        ) : (
          <LivePage live={found} others={await live.list()} words={words} origin={deps.origin} />
        );
      return { found: found !== undefined, html: `<!doctype html>${renderToString(body)}` };
    },
    forMs: FRESH_MS,
    most: MOST_PAGES,
    now,
  });
  const seriesOf = remembered({
    read: (id) => windowsAfter(deps.q, id, -1),
    forMs: FRESH_MS,
    most: MOST_SERIES,
    now,
  });
  const hubs = new Map<string, EventHub>();
  const places = createPlaceStreams(deps.streamsAPlace);
  app.addHook('preClose', async () => {
    for (const hub of hubs.values()) hub.close();
  });

  app.get<Asked>('/live', async ({ query, headers }, reply) => {
    const { html } = await page(`${NOW}/${pageLanguage(query.lang, headers['accept-language'])}`);
    return sendPage(reply, html);
  });

  app.get<Asked>('/live/:id', async ({ params, query, headers }, reply) => {
    const { html, found } = await page(`${params.id}/${pageLanguage(query.lang, headers['accept-language'])}`);
    return sendPage(reply.code(found ? 200 : 404), html);
  });

  app.get<Asked>('/live/:id/events', async ({ params, query, headers, ip }, reply) => {
    const found = await find(params.id);
    if (found === undefined) return reply.code(404).type('text/plain; charset=utf-8').send('Not found\n');
    // What a browser heard last, when it comes again.
    const seen = [headers['last-event-id'] ?? query.v ?? ''].flat()[0] ?? '';
    // A browser does not ask again after 204: nothing moves any more.
    if (found.march.state === 'closed' && versionOf(found) === seen) return reply.code(204).send();
    // Who left while we looked: 'close' has been told, and nobody would ever free their place.
    if (reply.raw.destroyed) return reply.hijack();
    const { id } = found.march;
    const hub = hubs.get(id) ?? createEventHub({ look: lookAt(id), everyMs: LOOK_EVERY_MS, most: MOST_STREAMS });
    hubs.set(id, hub);
    // A browser does not ask again after these either: the page's script does, together with the page.
    if (hub.isFull()) return reply.code(503).header('retry-after', REFRESH_SECONDS).send();
    const leave = places.enter(ip);
    if (leave === undefined) return reply.code(429).header('retry-after', REFRESH_SECONDS).send();
    reply.raw.once('close', leave);
    const head = {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    };
    reply.hijack();
    reply.raw.writeHead(200, { ...reply.getHeaders(), ...head } as Record<string, string>);
    reply.raw.write('retry: 5000\n\n');
    hub.join(reply.raw, pageLanguage(query.lang), seen);
    return reply;
  });

  app.get<Asked>('/live/:id/count.json', async ({ params }, reply) => {
    const found = await find(params.id);
    forEverybody(reply);
    return found === undefined ? reply.code(404).send({ error: 'not-found' }) : reply.send(countOf(found));
  });

  app.get<Asked>('/live/:id/series.json', async ({ params }, reply) => {
    const found = await find(params.id);
    forEverybody(reply);
    if (found === undefined) return reply.code(404).send({ error: 'not-found' });
    const series = await seriesOf(found.march.id);
    return reply.send({
      ...countOf(found),
      series: series.map(({ at, ...window }) => ({ ...window, at: at.toISOString() })),
    });
  });

  app.get<Asked>('/live/:id/count.svg', async ({ params, query, headers }, reply) => {
    const found = await find(params.id);
    forEverybody(reply);
    if (found === undefined) return reply.code(404).type('text/plain; charset=utf-8').send('Not found\n');
    const words = await wordsOf(pageLanguage(query.lang, headers['accept-language']));
    const svg = marchBadge(found, words, query.theme === 'dark' ? 'dark' : 'light');
    return reply.type('image/svg+xml; charset=utf-8').send(svg);
  });

  function lookAt(id: string) {
    return async () => {
      const found = await live.byId(id);
      if (found === undefined) return undefined;
      const timeZone = await deps.timeZone();
      return {
        version: versionOf(found),
        isLast: found.march.state === 'closed',
        render: (language: Language) => {
          const words = { language, t: deps.catalogues.translator(language), timeZone };
          return renderToString(<LiveFigures live={found} words={words} />);
        },
      };
    };
  }
}

/** Other sites may show it, and see it change. */
function forEverybody(reply: FastifyReply): void {
  void reply
    .header('cache-control', `public, max-age=${CACHE_SECONDS}`)
    .header('access-control-allow-origin', '*')
    .header('cross-origin-resource-policy', 'cross-origin');
}

function sendPage(reply: FastifyReply, html: string): FastifyReply {
  return reply
    .type('text/html; charset=utf-8')
    .header('cache-control', 'no-cache')
    .header('vary', 'accept-language')
    .send(html);
}

/** What is published last, as data. Null: fewer than `threshold`. */
function countOf({ march, phase, latest, plusMinus }: LiveMarch) {
  const { id, definition, startsAt, endsAt, windowSeconds } = march;
  return {
    id,
    name: definition.name,
    what: 'check-ins by distinct accounts; not people present',
    phase,
    startsAt: startsAt.toISOString(),
    endsAt: endsAt.toISOString(),
    windowSeconds,
    roundedTo: ROUND_TO,
    threshold: THRESHOLD,
    plusMinus,
    languages: LANGUAGES,
    window: latest?.window ?? null,
    at: latest?.at.toISOString() ?? null,
    verified: countryCount(latest?.verified ?? []),
    unverified: countryCount(latest?.unverified ?? []),
    zones: definition.zones.map(({ name }, zone) => ({
      name,
      verified: latest?.verified[zone] ?? null,
      unverified: latest?.unverified[zone] ?? null,
    })),
  };
}
