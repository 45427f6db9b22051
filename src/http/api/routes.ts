import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { EditionReader, PublishedEdition } from '../../actions/editions/current-edition.ts';
import { type EditionFinding, editionFinding } from '../../domain/finding/edition-finding.ts';
import { summarizeEdition } from '../../domain/finding/edition-summary.ts';
import { areaTotals } from '../../domain/published/areas.ts';
import { JSON_TYPE } from '../../domain/published/data-files.ts';
import { publishedStation } from '../../domain/published/published-station.ts';
import { leftOutBecause } from '../../domain/published/stations-csv.ts';
import { COSTLY } from '../limits.ts';
import { openForEverybody } from '../open-for-everybody.ts';
import { API, EDITION_PATH, openApi } from './open-api.ts';
import { queries } from './schemas.ts';

export interface ApiDeps {
  readonly editions: EditionReader;
}

/** An answer about what is public now holds so long; an edition by its number never changes. */
const FRESH_SECONDS = 3;
const FOR_GOOD_SECONDS = 86_400;

interface Asked {
  Params: { election: string; edition: string; code: string };
}

/** An answer's JSON, by `schemas.ts`. */
type Answer = object | 'not-found' | 'bad-request';

/** An edition with what follows from it, worked out once. */
interface Worked {
  readonly published: PublishedEdition;
  readonly finding: EditionFinding;
}

/** `/api/v1/…`: published numbers for programs; described by `/api/v1/openapi.json`. Everybody may ask, from anywhere. */
export function apiRoutes(app: FastifyInstance, { editions }: ApiDeps): void {
  const worked = new WeakMap<PublishedEdition, Worked>();
  const description = openApi();

  async function find(params: Asked['Params']): Promise<Worked | undefined> {
    const published = await editionOf(editions, params);
    if (published === undefined) return undefined;
    const known = worked.get(published) ?? { published, finding: editionFinding(published.edition) };
    worked.set(published, known);
    return known;
  }

  /** A route about one edition. */
  function about(path: string, answer: (of: Worked, request: FastifyRequest<Asked>) => Answer): void {
    app.get<Asked>(
      `${EDITION_PATH.replaceAll('{', ':').replaceAll('}', '')}${path}`,
      { config: COSTLY },
      async (request, reply) => {
        const of = await find(request.params);
        const found = of === undefined ? 'not-found' : answer(of, request);
        return found === 'not-found' || found === 'bad-request'
          ? sendProblem(reply, found)
          : send(reply, found, request.params.edition !== 'current');
      },
    );
  }

  app.get(`${API}/openapi.json`, (_request, reply) => send(reply, description, false));
  app.get(`${API}/editions`, async (_request, reply) => {
    const list = (await editions.list()).map(({ electionId, number, publishedOn, sha256 }) => ({
      election: electionId,
      number,
      publishedOn,
      sha256,
    }));
    return send(reply, { editions: list }, false);
  });
  about('', describeEdition);
  about('/areas', (of, { query }) => {
    const asked = queries.areas.safeParse(query);
    if (!asked.success) return 'bad-request';
    const { depth, within } = asked.data;
    const areas = [...areaTotals(of.published.edition, of.finding, depth)];
    return { areas: areas.filter(({ levels }) => within === undefined || levels[0] === within) };
  });
  about('/stations', listStations);
  about('/stations/:code', ({ published: { edition }, finding }, { params }) => {
    const at = edition.stations.findIndex(({ code }) => code === params.code);
    const [station, found] = [edition.stations[at], finding.findings[at]];
    return station === undefined || found === undefined ? 'not-found' : publishedStation(edition, station, found);
  });
  about('/changes', ({ published: { edition } }, { query }) => {
    const asked = queries.changes.safeParse(query);
    if (!asked.success) return 'bad-request';
    const { after, limit } = asked.data;
    const { changes } = edition;
    const end = after + limit;
    return { total: changes.length, changes: changes.slice(after, end), next: end < changes.length ? end : null };
  });
}

function send(reply: FastifyReply, answer: object, forGood: boolean): FastifyReply {
  const seconds = forGood ? FOR_GOOD_SECONDS : FRESH_SECONDS;
  openForEverybody(reply);
  return reply.header('cache-control', `public, max-age=${seconds}`).type(JSON_TYPE).send(JSON.stringify(answer));
}

function sendProblem(reply: FastifyReply, error: 'not-found' | 'bad-request'): FastifyReply {
  const message = error === 'not-found' ? 'There is nothing published at this address.' : 'See openapi.json.';
  openForEverybody(reply);
  return reply
    .code(error === 'not-found' ? 404 : 400)
    .header('cache-control', 'no-cache')
    .type(JSON_TYPE)
    .send(JSON.stringify({ error, message }));
}

/** The edition of an address; `current` is what is public now, if it is of this election. */
async function editionOf(editions: EditionReader, { election, edition }: Asked['Params']) {
  if (edition === 'current') {
    const current = await editions.current();
    if (election === 'current' || current?.edition.election.id === election) return current;
    const last = (await editions.list()).find(({ electionId }) => electionId === election);
    return last && editions.numbered(election, last.number);
  }
  return /^[1-9]\d{0,8}$/.test(edition) ? editions.numbered(election, Number(edition)) : undefined;
}

function describeEdition({ published: { edition, sha256 } }: Worked): Answer {
  const { number, publishedOn, basis, sources, except, note } = edition;
  const { id, name, opensOn, closesOn, choices } = edition.election;
  return {
    election: id,
    number,
    publishedOn,
    sha256,
    basis,
    name,
    opensOn,
    closesOn,
    choices,
    sources,
    except,
    note,
    summary: summarizeEdition(edition).summary,
    files: `/data/${id}/${number}/`,
  };
}

function listStations({ published: { edition }, finding }: Worked, { query }: FastifyRequest<Asked>): Answer {
  const asked = queries.stations.safeParse(query);
  if (!asked.success) return 'bad-request';
  const { after, limit, region, proven, counted } = asked.data;
  const all = edition.stations.flatMap((station, at) => {
    const found = finding.findings[at];
    if (found === undefined || (region !== undefined && station.levels[0] !== region)) return [];
    if (proven !== undefined && `${found.proven}` !== proven) return [];
    const isCounted = leftOutBecause(edition, station, found).length === 0;
    if (counted !== undefined && `${isCounted}` !== counted) return [];
    return [{ station, found }];
  });
  const rest = after === undefined ? all : all.filter(({ station }) => station.code > after);
  const stations = rest.slice(0, limit).map(({ station, found }) => publishedStation(edition, station, found));
  return { total: all.length, stations, next: rest.length > limit ? (stations.at(-1)?.code ?? null) : null };
}
