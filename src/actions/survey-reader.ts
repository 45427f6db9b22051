import { SURVEY_ID } from '../domain/surveys/limits.ts';
import type { Queryable } from '../storage/database.ts';
import { loadSurvey, openSurveys, type StoredSurvey, surveyByTryCode } from '../storage/surveys.ts';
import type { SurveyView } from './look-ups.ts';

/** A survey that was opened, changed or closed is served so after so long at the latest. */
const FRESH_MS = 2_000;

export interface SurveyReader {
  open(): Promise<readonly SurveyView[]>;
  byId(id: string): Promise<SurveyView | undefined>;
  toTry(code: string): Promise<SurveyView | undefined>;
}

/** Reads surveys for dialogues, the open ones at most every two seconds, however many ask. */
export function createSurveyReader(q: Queryable, now: () => Date): SurveyReader {
  let read: { at: number; surveys: Promise<readonly StoredSurvey[]> } | undefined;

  function fresh(): Promise<readonly StoredSurvey[]> {
    const at = now().getTime();
    if (read !== undefined && at - read.at < FRESH_MS) return read.surveys;
    const surveys = openSurveys(q);
    read = { at, surveys };
    // A failure is not remembered: the next one asks again.
    surveys.catch(() => {
      if (read?.surveys === surveys) read = undefined;
    });
    return surveys;
  }

  const view = ({ id, definition, state, changeable, closesAt }: StoredSurvey): SurveyView => {
    const isOver = state === 'closed' || (closesAt !== null && closesAt <= now());
    return { id, definition, changeable, phase: isOver ? 'closed' : state === 'open' ? 'open' : 'before' };
  };

  return {
    open: async () => (await fresh()).map(view).filter(({ phase }) => phase === 'open'),
    async byId(id) {
      if (!SURVEY_ID.test(id)) return undefined;
      const survey = (await fresh()).find((one) => one.id === id) ?? (await loadSurvey(q, id));
      return survey && view(survey);
    },
    async toTry(code) {
      const survey = await surveyByTryCode(q, code, now());
      return survey && view(survey);
    },
  };
}
