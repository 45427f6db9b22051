import { z } from 'zod';
import { type AnswerName, answers, queries } from './schemas.ts';

export const API = '/api/v1';

/** An edition's address, in OpenAPI's writing. */
export const EDITION_PATH = `${API}/elections/{election}/editions/{edition}`;

const IN_PATH = {
  election: 'Id of the election; `current` together with the edition `current`: whichever was published last',
  edition: 'Number of the edition, or `current`',
  code: 'Code of the station',
} as const;

interface Operation {
  readonly path: string;
  readonly id: string;
  readonly summary: string;
  readonly answer: AnswerName;
  readonly query?: z.ZodObject;
}

const OPERATIONS: readonly Operation[] = [
  { path: `${API}/editions`, id: 'listEditions', summary: 'Every edition that was published', answer: 'Editions' },
  { path: EDITION_PATH, id: 'getEdition', summary: 'An edition: headline, coverage, sources', answer: 'Edition' },
  {
    path: `${EDITION_PATH}/areas`,
    id: 'listAreas',
    summary: 'Sums of the country, of regions and of places',
    answer: 'Areas',
    query: queries.areas,
  },
  {
    path: `${EDITION_PATH}/stations`,
    id: 'listStations',
    summary: 'Stations in the order of their codes, page by page',
    answer: 'Stations',
    query: queries.stations,
  },
  { path: `${EDITION_PATH}/stations/{code}`, id: 'getStation', summary: 'One station', answer: 'Station' },
  {
    path: `${EDITION_PATH}/changes`,
    id: 'listChanges',
    summary: 'What the edition changed, page by page',
    answer: 'Changes',
    query: queries.changes,
  },
];

/** The interface's description. https://spec.openapis.org/oas/v3.1.0 */
export function openApi(): object {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Golos: published numbers',
      version: '1',
      description:
        'Everything here is published: numbered editions that two people approved and that never change. Only GET; no key, no cookie. Whole editions are data files, see `files` of an edition.',
    },
    servers: [{ url: '/' }],
    paths: Object.fromEntries(OPERATIONS.map((operation) => [operation.path, { get: describe(operation) }])),
    components: {
      schemas: Object.fromEntries(Object.entries(answers).map(([name, schema]) => [name, schemaOf(schema, 'output')])),
    },
  };
}

function describe({ path, id, summary, answer, query }: Operation): object {
  const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name as keyof typeof IN_PATH);
  const problems = [...(query === undefined ? [] : ['400']), ...(named.length === 0 ? [] : ['404'])];
  return {
    operationId: id,
    summary,
    parameters: [
      ...named.map((name) => ({
        name,
        in: 'path',
        required: true,
        description: IN_PATH[name],
        schema: { type: 'string' },
      })),
      ...Object.entries(query?.shape ?? {}).map(([name, schema]) => ({
        name,
        in: 'query',
        required: false,
        schema: schemaOf(schema as z.ZodType, 'output'),
      })),
    ],
    responses: {
      200: { description: summary, content: content(answer) },
      ...Object.fromEntries(
        problems.map((status) => [
          status,
          {
            description: status === '404' ? 'Nothing is published there' : 'Not understood',
            content: content('Problem'),
          },
        ]),
      ),
    },
  };
}

function content(answer: AnswerName): object {
  return { 'application/json': { schema: { $ref: `#/components/schemas/${answer}` } } };
}

/** JSON Schema without the line that says so: OpenAPI 3.1 takes that for granted. */
function schemaOf(schema: z.ZodType, io: 'input' | 'output'): object {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io });
  return rest;
}
