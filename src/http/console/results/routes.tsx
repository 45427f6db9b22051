import { setTimeout as pause } from 'node:timers/promises';
import { renderToString } from 'preact-render-to-string';
import type { LiveResults } from '../../../actions/results/live-results.ts';
import type { Permission } from '../../../domain/permissions.ts';
import { shownQuestion } from '../../../domain/results/publication.ts';
import { surveyIsFinal } from '../../../storage/results.ts';
import { questionChart } from '../../charts/question-chart.ts';
import { CHART_WIDTHS } from '../../charts/question-figures.tsx';
import type { ConsoleEvent, ConsoleReply, ConsoleRequest, ConsoleRoute } from '../route.ts';
import { dimensionOf, type ResultsPagesDeps, withResults } from './deps.ts';
import { downloadExport, exportPage, prepareExport } from './export-page.tsx';
import { preparePublication, publishPage } from './publish-page.tsx';
import { resultParts, resultsPage } from './results-page.tsx';
import { textsPage } from './texts-page.tsx';

/** With what the reader remembers (1.5 s) nobody looks at figures older than five seconds. */
const LOOK_EVERY_MS = 2_500;

/** Everything below `/console/surveys/:id/results`. */
export function resultsRoutes(deps: ResultsPagesDeps): ConsoleRoute[] {
  const base = '/surveys/:id/results';
  return [
    page('', 'results.read', async (live, request) =>
      resultsPage(live, dimensionOf(request), request, await surveyIsFinal(deps.database.pool, live.survey.id)),
    ),
    {
      method: 'GET',
      path: `${base}/live`,
      permission: 'results.read',
      background: true,
      handle: async (request) => ({ kind: 'stream', events: (signal) => liveEvents(deps, request, signal) }),
    },
    page('/charts/:question', 'results.read', (live, request) => chart(deps, live, request)),
    page('/texts/:question', 'results.read', (live, request) => textsPage(deps, live, request)),
    { method: 'GET', path: `${base}/publish`, permission: 'results.publish', handle: (r) => publishPage(deps, r) },
    {
      method: 'POST',
      path: `${base}/publish`,
      permission: 'results.publish',
      handle: (request) => preparePublication(deps, request),
    },
    page('/export', 'results.export', (live, request) => exportPage(deps, live, request)),
    {
      method: 'POST',
      path: `${base}/export`,
      permission: 'results.export',
      handle: (request) => withResults(deps, request, (live) => prepareExport(deps, live, request)),
    },
    page('/export/:proposal/:file', 'results.export', (live, request) => downloadExport(deps, live, request)),
  ];

  function page(
    path: string,
    permission: Permission,
    work: (live: LiveResults, request: ConsoleRequest) => Promise<ConsoleReply>,
  ): ConsoleRoute {
    return {
      method: 'GET',
      path: `${base}${path}`,
      permission,
      handle: (request) => withResults(deps, request, (live) => work(live, request)),
    };
  }
}

async function chart(
  { charts }: ResultsPagesDeps,
  { definition, results }: LiveResults,
  { t, language, params, query }: ConsoleRequest,
): Promise<ConsoleReply> {
  const question = definition.questions.find(({ id }) => id === params.question);
  const shown = question && shownQuestion(question, results);
  if (shown === undefined || shown.options.length === 0) {
    return { kind: 'problem', status: 404, message: t('results-not-found') };
  }
  const width = Number(query.get('w')) === CHART_WIDTHS.narrow ? CHART_WIDTHS.narrow : CHART_WIDTHS.wide;
  const theme = query.get('theme') === 'dark' ? 'dark' : 'light';
  const svg = await charts.svg(questionChart(shown, { t, language }), { width, theme });
  return {
    kind: 'file',
    name: `${shown.id}.svg`,
    mediaType: 'image/svg+xml; charset=utf-8',
    bytes: Buffer.from(svg),
    inline: true,
  };
}

/** The parts of the page that changed, again and again. Many who look cost the database no more than one. */
async function* liveEvents(
  { reader }: ResultsPagesDeps,
  request: ConsoleRequest,
  signal: AbortSignal,
): AsyncGenerator<ConsoleEvent> {
  const { t, language, params } = request;
  const dimension = dimensionOf(request);
  const sent = new Map<string, string>();
  while (!signal.aborted) {
    const live = await reader.read(params.id ?? '', dimension);
    if (live === undefined) return;
    for (const { name, body } of resultParts(live, dimension, { t, language })) {
      const data = renderToString(body);
      if (sent.get(name) === data) continue;
      sent.set(name, data);
      yield { event: name, data };
    }
    await pause(LOOK_EVERY_MS, undefined, { signal }).catch(() => undefined);
  }
}
