import { roundedCount } from '../../domain/results/rounded-count.ts';
import type { SurveyDefinition } from '../../domain/surveys/definition.ts';
import type { Database } from '../../storage/database.ts';
import { countAnswered } from '../../storage/results.ts';
import { loadSurvey } from '../../storage/surveys.ts';
import { remembered } from './remembered.ts';

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
export function createLiveCounter({
  database,
  now,
}: {
  readonly database: Pick<Database, 'pool'>;
  readonly now: () => Date;
}): (surveyId: string) => Promise<PublicCount | undefined> {
  return remembered({ read: (id) => count(database, id), forMs: COUNTER_FRESH_MS, most: MOST_KEPT, now });
}

async function count({ pool }: Pick<Database, 'pool'>, surveyId: string): Promise<PublicCount | undefined> {
  const survey = await loadSurvey(pool, surveyId);
  if (survey === undefined || survey.state === 'draft' || !survey.definition.liveCounter) return undefined;
  const answered = await countAnswered(pool, surveyId);
  return { definition: survey.definition, open: survey.state === 'open', answered: roundedCount(answered) };
}
