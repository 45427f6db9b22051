import type { FastifyInstance } from 'fastify';
import { createChronicleReader } from '../../actions/chronicle/chronicle-reader.ts';
import { createLiveCounter } from '../../actions/results/live-counter.ts';
import { createDirectoryReader } from '../../actions/solidarity/read-directory.ts';
import type { Catalogues } from '../../i18n/catalogues.ts';
import type { Database } from '../../storage/database.ts';
import { createCharts } from '../charts/charts.ts';
import { chroniclePages } from './chronicle/routes.tsx';
import { solidarityPages } from './solidarity/routes.tsx';
import { publicSurveyPages } from './surveys.tsx';

export interface RecordPagesDeps {
  readonly database: Database;
  readonly catalogues: Catalogues;
  readonly now: () => Date;
  /** Where people find these pages, such as `https://example.org`. */
  readonly origin: string;
}

/** Public pages that are made of rows, not of an edition: the chronicle, the directory of funds, surveys. */
export function recordPages(app: FastifyInstance, deps: RecordPagesDeps): void {
  const { database, now } = deps;
  chroniclePages(app, { ...deps, q: database.pool, chronicle: createChronicleReader({ q: database.pool, now }) });
  solidarityPages(app, { ...deps, directory: createDirectoryReader(database.pool, now) });
  publicSurveyPages(app, { ...deps, charts: createCharts(), counter: createLiveCounter({ database, now }) });
}
