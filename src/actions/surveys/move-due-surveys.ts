import type { Database } from '../../storage/database.ts';
import { surveysDue } from '../../storage/surveys.ts';
import { endSurvey } from './end-survey.ts';
import { openSurvey } from './open-survey.ts';

export interface MovedSurveys {
  readonly opened: number;
  readonly closed: number;
}

/** Opens and closes the surveys whose time has come. Any number of workers may do it at once: each survey moves once. */
export async function moveDueSurveys(deps: {
  readonly database: Pick<Database, 'pool' | 'transaction'>;
  readonly now: () => Date;
}): Promise<MovedSurveys> {
  let opened = 0;
  let closed = 0;
  for (const { id, due } of await surveysDue(deps.database.pool, deps.now())) {
    if (due === 'close') closed += (await endSurvey(deps, { id, by: null })) ? 1 : 0;
    else opened += (await openSurvey(deps, { id, by: null })).kind === 'opened' ? 1 : 0;
  }
  return { opened, closed };
}
