import { type SurveyResults, surveyResults } from '../../domain/results/survey-results.ts';
import { DIMENSIONS, type Dimension, type SurveyDefinition } from '../../domain/surveys/definition.ts';
import type { Database } from '../../storage/database.ts';
import { readSurveyCounts } from '../../storage/results.ts';
import { loadMargins } from '../../storage/survey-margins.ts';
import { loadSurvey, type StoredSurvey } from '../../storage/surveys.ts';
import { remembered } from './remembered.ts';

export interface LiveResults {
  readonly survey: StoredSurvey;
  readonly definition: SurveyDefinition;
  readonly results: SurveyResults;
  /** When they were read. */
  readonly at: Date;
}

export interface ResultsReader {
  /**
   * What may be shown of a survey now, by this dimension or as a whole. At most `FRESH_MS` old: everybody who looks in
   * that time looks at the same, and the database is asked once. Undefined: there is no such survey.
   */
  read(surveyId: string, dimension: Dimension | undefined): Promise<LiveResults | undefined>;
}

/** A page that asks again every three seconds then shows nothing older than five. */
export const FRESH_MS = 1_500;

/** Surveys at once that are remembered; more than anybody looks at. */
const MOST_KEPT = 100;

export function createResultsReader(deps: {
  readonly database: Pick<Database, 'pool'>;
  readonly now: () => Date;
}): ResultsReader {
  const { database, now } = deps;
  const read = remembered({
    // A survey's id has no slash in it.
    read: (key) => {
      const [surveyId = '', dimension] = key.split('/');
      return readResults(
        database,
        surveyId,
        DIMENSIONS.filter((one) => one === dimension),
        now,
      );
    },
    forMs: FRESH_MS,
    most: MOST_KEPT,
    now,
  });
  return { read: (surveyId, dimension) => read(`${surveyId}/${dimension ?? ''}`) };
}

/** The same, read now. */
export async function readResults(
  { pool }: Pick<Database, 'pool'>,
  surveyId: string,
  dimensions: readonly Dimension[],
  now: () => Date,
): Promise<LiveResults | undefined> {
  const at = now();
  const [survey, margins] = await Promise.all([loadSurvey(pool, surveyId), loadMargins(pool, surveyId)]);
  if (survey === undefined) return undefined;
  const { definition } = survey;
  const counts = await readSurveyCounts(pool, surveyId, { dimensions, combinations: margins.length > 0 });
  return { survey, definition, results: surveyResults(definition, counts, margins, dimensions), at };
}
