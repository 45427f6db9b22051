import { createHash, randomBytes, randomInt } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Signer } from '@fastify/cookie';
import type pg from 'pg';
import { FRESH_MS } from '../../src/actions/results/live-results.ts';
import { type AnswerSet, movesBetween, type SurveyMove } from '../../src/domain/surveys/counting.ts';
import {
  AGE_GROUPS,
  DIMENSIONS,
  SETTLEMENTS,
  SEXES,
  type SurveyDefinition,
} from '../../src/domain/surveys/definition.ts';
import { moveSurveyCounts } from '../../src/storage/answers.ts';
import { keyedHash } from '../../src/storage/sealing.ts';
import type { BenchContext } from './context.ts';
import { openFiller } from './fill.ts';
import { median } from './ingest.ts';
import type { Result } from './result.ts';

const SURVEY = 'bench';
/** Different answer sets, and how often each of them is there: a million in all. */
const DIFFERENT = 1_000;
const TIMES = 1_000;
const ROUNDS = 3;
const PAGE_LIMIT_MS = 300;
const FRESH_LIMIT_MS = 5_000;

/**
 * The results page of a survey with a million answers, by the real web process: as a whole and by each dimension,
 * weighted, each time read anew from the database; and how long after a commit somebody who looks at it sees it.
 */
export async function benchResults(context: BenchContext): Promise<Result[]> {
  const filler = await openFiller(context);
  const definition = someDefinition();
  await fill(filler.client, definition);
  const web = await context.startWeb();
  try {
    const cookie = await signIn(filler.client, keyedHash(filler.keys.web.identity, 'console').toString('hex'));
    const base = `http://127.0.0.1:${web.port}/console/surveys/${SURVEY}/results`;
    const times: number[] = [];
    for (let round = 0; round <= ROUNDS; round += 1) {
      for (const by of ['', ...DIMENSIONS.map((dimension) => `?by=${dimension}`)]) {
        const start = performance.now();
        const response = await fetch(`${base}${by}`, { headers: { cookie } });
        const body = await response.text();
        const took = performance.now() - start;
        if (response.status !== 200 || !body.includes('effective n')) throw new Error('The results page is not there');
        // The first round loads what is loaded once.
        if (round > 0) times.push(took);
      }
      // What a round has read is forgotten before the next.
      await pause(FRESH_MS + 100);
    }
    const fresh: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) fresh.push(await seenAfter(filler.client, `${base}/live`, cookie));
    const value = median(times);
    const slowest = Math.max(...times);
    const oldest = Math.max(...fresh);
    const common = { backend: context.backend } as const;
    return [
      {
        ...common,
        name: 'results page',
        value,
        unit: 'ms',
        limit: PAGE_LIMIT_MS,
        ratio: value / PAGE_LIMIT_MS,
        goal: '< 300 ms',
        met: slowest < PAGE_LIMIT_MS,
        note: `median; slowest ${slowest.toFixed(0)} ms; 1,000,000 answers, ${definition.questions.length} questions, weighted`,
      },
      {
        ...common,
        name: 'results fresh',
        value: oldest,
        unit: 'ms',
        limit: FRESH_LIMIT_MS,
        ratio: oldest / FRESH_LIMIT_MS,
        goal: '< 5 s',
        met: oldest < FRESH_LIMIT_MS,
        note: 'from the commit of an answer to the open page',
      },
    ];
  } finally {
    await web.stop();
    await filler.close();
  }
}

function someDefinition(): SurveyDefinition {
  const text = (said: string) => ({ be: said, ru: said, en: said });
  const options = (count: number) =>
    Array.from({ length: count }, (_, i) => ({ id: `o${i}`, label: text(`Answer number ${i + 1}`) }));
  const common = (id: string) => ({ id, text: text(`What do you think of ${id}?`), optional: false, branches: [] });
  return {
    title: text('A survey of the benchmark'),
    intro: text('-'),
    thanks: text('-'),
    questions: [
      ...[3, 5, 8, 12].map((count) => ({ kind: 'one' as const, ...common(`one${count}`), options: options(count) })),
      ...[4, 9].map((n) => ({ kind: 'several' as const, ...common(`more${n}`), options: options(n), min: 0, max: n })),
      { kind: 'scale', ...common('scale'), from: 0, to: 10, low: text('low'), high: text('high') },
      { kind: 'yes-no', ...common('yesno') },
      { kind: 'number', ...common('number'), min: 0, max: 120 },
      { kind: 'text', ...common('words'), longest: 200 },
    ],
    asksProfile: true,
    partner: null,
    liveCounter: true,
  };
}

function somebody(definition: SurveyDefinition): AnswerSet {
  const pick = <T>(of: readonly T[]): T => of[randomInt(of.length)] as T;
  const answers = Object.fromEntries(
    definition.questions.map((question) => {
      if (question.kind === 'one') return [question.id, pick(question.options).id];
      if (question.kind === 'several') {
        return [question.id, question.options.filter(() => randomInt(3) === 0).map(({ id }) => id)];
      }
      if (question.kind === 'scale') return [question.id, randomInt(question.from, question.to + 1)];
      if (question.kind === 'number') return [question.id, randomInt(question.min, question.max + 1)];
      return [question.id, question.kind === 'yes-no' ? pick(['yes', 'no']) : 'A few words'];
    }),
  );
  return {
    answers,
    complete: true,
    respondent: {
      messenger: pick(['telegram', 'viber']),
      language: pick(['be', 'ru', 'en']),
      tier: pick(['verified', 'unverified']),
      region: `Region ${randomInt(7)}`,
      sex: pick(SEXES),
      ageGroup: pick(AGE_GROUPS),
      settlement: pick(SETTLEMENTS),
    },
  };
}

async function fill(client: pg.Client, definition: SurveyDefinition): Promise<void> {
  await client.query(`insert into surveys (id, definition, state) values ($1, $2, 'open')`, [
    SURVEY,
    JSON.stringify(definition),
  ]);
  for (const [variable, categories] of [
    ['sex', SEXES],
    ['age-group', AGE_GROUPS],
    ['settlement', SETTLEMENTS],
  ] as const) {
    for (const [i, category] of categories.entries()) {
      // They sum up to the same whole.
      const target = i === 0 ? 10_000_000 - (categories.length - 1) * 2_000_000 : 2_000_000;
      await client.query('insert into survey_margins values ($1, $2, $3, $4)', [SURVEY, variable, category, target]);
    }
  }
  const sets = Array.from({ length: DIFFERENT }, () => somebody(definition));
  await client.query('begin');
  await client.query(
    `insert into answer_sets (id, survey_id, answers, complete, messenger, language, tier, region, sex, age_group, settlement)
     select gen_random_uuid(), $1, answers, true, messenger, language, tier, region, sex, age_group, settlement
     from unnest($2::jsonb[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[])
       as n(answers, messenger, language, tier, region, sex, age_group, settlement), generate_series(1, $10)`,
    [
      SURVEY,
      sets.map(({ answers }) => JSON.stringify(answers)),
      sets.map(({ respondent }) => respondent.messenger),
      sets.map(({ respondent }) => respondent.language),
      sets.map(({ respondent }) => respondent.tier),
      sets.map(({ respondent }) => respondent.region),
      sets.map(({ respondent }) => respondent.sex),
      sets.map(({ respondent }) => respondent.ageGroup),
      sets.map(({ respondent }) => respondent.settlement),
      TIMES,
    ],
  );
  const moves = sets.flatMap((set) => movesBetween(SURVEY, definition, undefined, set));
  await moveSurveyCounts(
    client,
    moves.map((move): SurveyMove => ({ ...move, by: move.by * TIMES })),
  );
  await client.query('commit');
  await client.query('vacuum analyze answer_sets, survey_counts, survey_cells');
}

/** A session of an organizer, as signing in leaves it; resolves to the browser's cookie. */
async function signIn(client: pg.Client, secret: string): Promise<string> {
  const { rows } = await client.query<{ id: string }>(
    `insert into organizers (alias, role, language, joined_on) values ('Bench', 'organizer', 'en', current_date) returning id`,
  );
  const id = rows[0]?.id ?? '';
  const token = randomBytes(24).toString('base64url');
  await client.query('insert into sessions (token_hash, data, organizer_id) values ($1, $2, $3)', [
    createHash('sha256').update(token).digest(),
    JSON.stringify({ organizerId: id }),
    id,
  ]);
  return `golos-console=${encodeURIComponent(new Signer(secret).sign(token))}`;
}

/** Milliseconds from the commit of one answer more to the page that is looked at. */
async function seenAfter(client: pg.Client, url: string, cookie: string): Promise<number> {
  const leave = new AbortController();
  const response = await fetch(url, {
    headers: { cookie, accept: 'text/event-stream' },
    signal: AbortSignal.any([leave.signal, AbortSignal.timeout(60_000)]),
  });
  if (response.body === null) throw new Error('The live results are not there');
  const { rows } = await client.query<{ count: number }>(
    `select count from survey_counts where survey_id = $1 and dimension = '' and question_id = '' and option_id = ''`,
    [SURVEY],
  );
  const wanted = new Intl.NumberFormat('en').format((rows[0]?.count ?? 0) + 1);
  let heard = '';
  let committed: number | undefined;
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  for (;;) {
    const { value, done } = await reader.read();
    if (done) throw new Error('The live results ended');
    heard = `${heard}${value}`.slice(-200_000);
    if (committed !== undefined && heard.includes(wanted)) break;
    if (committed === undefined && heard.includes('question-number')) {
      heard = '';
      committed = performance.now();
      await client.query(
        `update survey_counts set count = count + 1
         where survey_id = $1 and dimension = '' and question_id = '' and option_id in ('', '(complete)')`,
        [SURVEY],
      );
    }
  }
  leave.abort();
  return performance.now() - committed;
}
