import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { PublicCount } from '../../actions/results/live-counter.ts';
import { remembered } from '../../actions/results/remembered.ts';
import type { Language } from '../../domain/languages.ts';
import type { PublishedQuestion } from '../../domain/results/publication.ts';
import { COUNTER_FROM } from '../../domain/results/rounded-count.ts';
import type { SurveyDefinition } from '../../domain/surveys/definition.ts';
import type { Catalogues } from '../../i18n/catalogues.ts';
import type { Database } from '../../storage/database.ts';
import { listPublicSurveys, loadPublications, type Publication } from '../../storage/publications.ts';
import { loadSurvey, type StoredSurvey } from '../../storage/surveys.ts';
import type { Charts } from '../charts/charts.ts';
import { counterBadge } from '../charts/counter-badge.ts';
import { questionChart, type Words } from '../charts/question-chart.ts';
import { CHART_WIDTHS, QuestionFigures } from '../charts/question-figures.tsx';
import { pageLanguage } from '../language.ts';
import { PublicPage } from './layout.tsx';

export interface SurveyPagesDeps {
  readonly database: Pick<Database, 'pool'>;
  readonly catalogues: Catalogues;
  readonly charts: Charts;
  readonly counter: (surveyId: string) => Promise<PublicCount | undefined>;
  readonly now: () => Date;
  /** Where people find these pages, such as `https://example.org`. */
  readonly origin: string;
}

/** A page that is open while a survey is: loaded again so often. */
const REFRESH_SECONDS = 10;

/** A browser, or a page elsewhere, asks for the counter again after so many seconds. */
const COUNTER_SECONDS = 5;

/** However many look, the database is asked once in so long, and a chart is drawn once. */
const PAGE_FRESH_MS = 2_000;
const CHART_FRESH_MS = 60_000;

interface Asked {
  Params: { id: string; question: string };
  Querystring: { lang?: string; w?: string; theme?: string };
}

/** `/surveys`, `/surveys/<id>` with its charts, and the counter as a picture and as data. Everybody may see all of it. */
export function publicSurveyPages(app: FastifyInstance, deps: SurveyPagesDeps): void {
  const q = deps.database.pool;
  const { now } = deps;
  const list = remembered({ read: () => listPublicSurveys(q), forMs: PAGE_FRESH_MS, most: 1, now });
  const load = remembered({
    read: async (id) => {
      const [survey, publications] = await Promise.all([loadSurvey(q, id), loadPublications(q, id)]);
      return { survey, publications };
    },
    forMs: PAGE_FRESH_MS,
    most: 200,
    now,
  });
  const draw = remembered({
    read: async (key) => {
      const [id = '', question = '', lang, width, theme] = key.split('/');
      const found = (await load(id)).publications.find(({ questionId }) => questionId === question);
      if (found === undefined) return undefined;
      const words = wordsOf(deps, pageLanguage(lang));
      const look = { width: Number(width), theme: theme === 'dark' ? 'dark' : 'light' } as const;
      return deps.charts.svg(questionChart(found.content, words), look);
    },
    forMs: CHART_FRESH_MS,
    most: 500,
    now,
  });

  app.get<Asked>('/surveys', async (request, reply) => {
    const words = wordsFor(deps, request);
    const surveys = await list('');
    return sendPage(reply, <SurveyList surveys={surveys} words={words} />);
  });

  app.get<Asked>('/surveys/:id', async (request, reply) => {
    const words = wordsFor(deps, request);
    const { survey, publications } = await load(request.params.id);
    if (survey === undefined || survey.state === 'draft') {
      return sendPage(reply.code(404), <NotFound words={words} />);
    }
    const count = await deps.counter(survey.id);
    return sendPage(
      reply,
      <SurveyPage survey={survey} publications={publications} count={count} words={words} origin={deps.origin} />,
    );
  });

  app.get<Asked>('/surveys/:id/charts/:question', async (request, reply) => {
    const { id, question } = request.params;
    const { language } = wordsFor(deps, request);
    const width = Number(request.query.w) === CHART_WIDTHS.narrow ? CHART_WIDTHS.narrow : CHART_WIDTHS.wide;
    const theme = request.query.theme === 'dark' ? 'dark' : 'light';
    // Asked before it was published, it must not be missing for a minute.
    const isPublic = (await load(id)).publications.some(({ questionId }) => questionId === question);
    const svg = isPublic ? await draw([id, question, language, width, theme].join('/')) : undefined;
    if (svg === undefined) return reply.code(404).type('text/plain; charset=utf-8').send('Not found\n');
    return reply.type('image/svg+xml; charset=utf-8').header('cache-control', 'public, max-age=60').send(svg);
  });

  app.get<Asked>('/surveys/:id/counter.json', async (request, reply) => {
    const count = await deps.counter(request.params.id);
    forEverybody(reply);
    if (count === undefined) return reply.code(404).send({ error: 'not-found' });
    return reply.send({ survey: request.params.id, answered: count.answered, atLeast: COUNTER_FROM, open: count.open });
  });

  app.get<Asked>('/surveys/:id/counter.svg', async (request, reply) => {
    const count = await deps.counter(request.params.id);
    forEverybody(reply);
    if (count === undefined) return reply.code(404).type('text/plain; charset=utf-8').send('Not found\n');
    const words = wordsFor(deps, request);
    const theme = request.query.theme === 'dark' ? 'dark' : 'light';
    const svg = counterBadge(counterText(count, words), count.definition.title[words.language], theme);
    return reply.type('image/svg+xml; charset=utf-8').send(svg);
  });
}

/** Other sites may show it, and see it change. */
function forEverybody(reply: FastifyReply): void {
  void reply
    .header('cache-control', `public, max-age=${COUNTER_SECONDS}`)
    .header('access-control-allow-origin', '*')
    .header('cross-origin-resource-policy', 'cross-origin');
}

function wordsFor(deps: SurveyPagesDeps, { query, headers }: FastifyRequest<Asked>): Words {
  return wordsOf(deps, pageLanguage(query.lang, headers['accept-language']));
}

function wordsOf({ catalogues }: SurveyPagesDeps, language: Language): Words {
  return { language, t: catalogues.translator(language) };
}

function sendPage(reply: FastifyReply, body: VNode): FastifyReply {
  return reply
    .type('text/html; charset=utf-8')
    .header('cache-control', 'no-cache')
    .header('vary', 'accept-language')
    .send(`<!doctype html>${renderToString(body)}`);
}

function counterText({ answered }: PublicCount, { t }: Words): string {
  return answered < COUNTER_FROM
    ? t('results-page-counter-few', { below: COUNTER_FROM })
    : t('results-page-counter', { n: answered });
}

function SurveyList(props: {
  readonly surveys: Awaited<ReturnType<typeof listPublicSurveys>>;
  readonly words: Words;
}): VNode {
  const { t, language } = props.words;
  const open = props.surveys.filter(({ published }) => !published);
  const published = props.surveys.filter(({ published }) => published);
  return (
    <PublicPage language={language} t={t} styles="pages.css" title={t('results-page-list')}>
      {props.surveys.length === 0 && <p class="lead">{t('results-page-list-empty')}</p>}
      {[
        { title: t('results-page-open'), list: open },
        { title: t('results-page-closed'), list: published },
      ].map(
        ({ title, list }) =>
          list.length > 0 && (
            <section key={title}>
              <h2>{title}</h2>
              <ul class="survey-list">
                {list.map((survey) => (
                  <li key={survey.id}>
                    <a href={`/surveys/${survey.id}?lang=${language}`}>{survey.title[language]}</a>
                  </li>
                ))}
              </ul>
            </section>
          ),
      )}
    </PublicPage>
  );
}

function NotFound({ words: { t, language } }: { readonly words: Words }): VNode {
  return (
    <PublicPage language={language} t={t} styles="pages.css" title={t('results-page-not-found')}>
      <p class="lead">{t('results-page-not-found-text')}</p>
      <p>
        <a class="button" href={`/surveys?lang=${language}`}>
          {t('results-page-list')}
        </a>
      </p>
    </PublicPage>
  );
}

function SurveyPage(props: {
  readonly survey: StoredSurvey;
  readonly publications: readonly Publication[];
  readonly count: PublicCount | undefined;
  readonly words: Words;
  readonly origin: string;
}): VNode {
  const { survey, publications, count, words, origin } = props;
  const { t, language } = words;
  const { definition } = survey;
  const published = inOrder(definition, publications);
  const isOpen = survey.state === 'open';
  return (
    <PublicPage
      language={language}
      t={t}
      styles="pages.css"
      title={definition.title[language]}
      lead={published.length > 0 ? t('results-self-selected') : undefined}
      {...(isOpen && count !== undefined ? { refresh: REFRESH_SECONDS } : {})}
    >
      {published.length === 0 && <p>{t(isOpen ? 'results-page-open-lead' : 'results-page-closed-lead')}</p>}
      {count !== undefined && published.length === 0 && (
        <section class="card">
          <p class="counter">{counterText(count, words)}</p>
          <p class="muted">{t('results-page-counter-note')}</p>
          <Embed id={survey.id} words={words} origin={origin} />
        </section>
      )}
      <Partner definition={definition} words={words} />
      {published.map(({ content, publishedOn }) => (
        <section key={content.id} class="card" id={content.id}>
          <h2>{content.text[language]}</h2>
          <QuestionFigures question={content} words={words} chart={chartHref(survey.id, content, language)} />
          <p class="muted small">{t('results-page-published', { day: day(publishedOn, language) })}</p>
        </section>
      ))}
    </PublicPage>
  );
}

function inOrder({ questions }: SurveyDefinition, publications: readonly Publication[]): readonly Publication[] {
  const places = new Map(questions.map(({ id }, place) => [id, place]));
  return [...publications].sort((a, b) => (places.get(a.questionId) ?? 0) - (places.get(b.questionId) ?? 0));
}

function chartHref(surveyId: string, { id }: PublishedQuestion, language: Language) {
  return ({ width, theme }: { readonly width: number; readonly theme: string }) =>
    `/surveys/${surveyId}/charts/${id}?lang=${language}&w=${width}&theme=${theme}`;
}

function day(iso: string, language: Language): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(iso));
}

function Partner({ definition: { partner }, words: { t, language } }: { definition: SurveyDefinition; words: Words }) {
  if (partner === null) return null;
  const name = partner.name[language];
  return (
    <section class="card partner">
      {partner.logo !== null && <img src={`/pictures/${partner.logo}.png`} alt="" />}
      <div>
        <p>
          <a href={partner.link} rel="noopener nofollow">
            {t('results-page-partner', { name })}
          </a>
        </p>
        <p class="muted">{partner.line[language]}</p>
      </div>
    </section>
  );
}

/** How another site shows the counter. */
function Embed({ id, words: { t, language }, origin }: { id: string; words: Words; origin: string }): VNode {
  return (
    <details class="embed">
      <summary>{t('results-page-embed')}</summary>
      <code>{`<img src="${origin}/surveys/${id}/counter.svg?lang=${language}" alt="">`}</code>
      <p>
        <a href={`/surveys/${id}/counter.svg?lang=${language}`}>SVG</a> ·{' '}
        <a href={`/surveys/${id}/counter.json`}>JSON</a>
      </p>
    </details>
  );
}
