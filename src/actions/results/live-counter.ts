import { roundedCount } from '../../domain/results/rounded-count.ts';
import type { SurveyDefinition } from '../../domain/surveys/definition.ts';
import type { Database } from '../../storage/database.ts';
import { countAnswered } from '../../storage/results.ts';
import { loadSurvey } from '../../storage/surveys.ts';

/** What everybody may know about how many have answered. */
export interface PublicCount {
  readonly definition: SurveyDefinition;
  readonly open: boolean;
  /** Rounded down; see `roundedCount`. */
  readonly answered: number;
}

/** At most so old; with the five seconds of a browser's cache, fresh within ten. */
export const COUNTER_FRESH_MS = 4_000;

const MOST_KEPT = 200;

/**
 * The public counter of a survey; undefined where there is none to be seen: no such survey, a draft, or one whose
 * counter is switched off. The database is asked once in `COUNTER_FRESH_MS`, however many pages embed it.
 */
export function createLiveCounter(deps: {
  readonly database: Pick<Database, 'pool'>;
  readonly now: () => Date;
}): (surveyId: string) => Promise<PublicCount | undefined> {
  const kept = new Map<string, { readonly until: number; readonly reading: Promise<PublicCount | undefined> }>();
  return (surveyId) => {
    const now = deps.now().getTime();
    const known = kept.get(surveyId);
    if (known !== undefined && now < known.until) return known.reading;
    const reading = count(deps.database, surveyId);
    for (const [old, { until }] of kept) if (until <= now || kept.size >= MOST_KEPT) kept.delete(old);
    kept.set(surveyId, { until: now + COUNTER_FRESH_MS, reading });
    reading.catch(() => kept.delete(surveyId));
    return reading;
  };
}

async function count({ pool }: Pick<Database, 'pool'>, surveyId: string): Promise<PublicCount | undefined> {
  const survey = await loadSurvey(pool, surveyId);
  if (survey === undefined || survey.state === 'draft' || !survey.definition.liveCounter) return undefined;
  const answered = await countAnswered(pool, surveyId);
  return { definition: survey.definition, open: survey.state === 'open', answered: roundedCount(answered) };
}
