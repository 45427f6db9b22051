import { isDeepStrictEqual } from 'node:util';
import { type FrozenChange, frozenChanges } from '../../domain/surveys/changes.ts';
import { type SurveyDefinition, surveyDefinition } from '../../domain/surveys/definition.ts';
import { problemsOf, type SurveyProblem } from '../../domain/surveys/problems.ts';
import type { Database } from '../../storage/database.ts';
import { insertSurvey, lockSurvey, type StoredSurvey, updateSurvey } from '../../storage/surveys.ts';
import { appendAudit } from '../audit.ts';

export interface SaveSurveyDeps {
  readonly database: Pick<Database, 'transaction'>;
  readonly now: () => Date;
}

export interface SurveyToSave {
  readonly id: string;
  /** The revision that was edited; undefined for a new survey. */
  readonly revision: number | undefined;
  /** As it was typed: it is checked here. */
  readonly definition: SurveyDefinition;
  readonly opensAt: Date | null;
  readonly closesAt: Date | null;
  readonly changeable: boolean;
  /** The organizer. */
  readonly by: string;
  /** Something of the form could not even be read: look for what else is wrong, and write nothing. */
  readonly unread?: boolean;
}

export interface TimeProblem {
  readonly place: 'opensAt' | 'closesAt';
  readonly code: 'closes-before-opens' | 'in-the-past' | 'frozen';
}

export type SavedSurvey =
  | { readonly kind: 'saved'; readonly revision: number }
  /** Nothing was written: what is wrong, and where. */
  | { readonly kind: 'refused'; readonly problems: readonly (SurveyProblem | FrozenChange | TimeProblem)[] }
  /** Another survey has this id. */
  | { readonly kind: 'id-taken' }
  /** Somebody saved it in the meantime. Nothing was written; this is the newest. */
  | { readonly kind: 'conflict'; readonly newest: StoredSurvey }
  | { readonly kind: 'unknown' };

/**
 * Saves a survey as its next revision, if nothing is wrong with it and nobody else has saved since it was
 * read. Once it has opened, questions, options and branches stay what they are.
 */
export async function saveSurvey(deps: SaveSurveyDeps, survey: SurveyToSave): Promise<SavedSurvey> {
  const at = deps.now();
  const problems = [...problemsOf(survey.id, survey.definition), ...orderProblems(survey)];
  return deps.database.transaction(async (client): Promise<SavedSurvey> => {
    const { id, revision, by } = survey;
    const before = await lockSurvey(client, id);
    if (revision === undefined && before !== undefined) return { kind: 'id-taken' };
    if (revision !== undefined && before === undefined) return { kind: 'unknown' };
    if (before !== undefined && before.revision !== revision) return { kind: 'conflict', newest: before };
    const refused = [...problems, ...changeProblems(before, survey, at)];
    if (refused.length > 0 || survey.unread === true) return { kind: 'refused', problems: refused };

    const written = { ...survey, definition: surveyDefinition.parse(survey.definition) };
    const audit = { at, organizerId: by, subject: id };
    if (before === undefined || revision === undefined) {
      // Somebody else may have chosen the id at the same moment.
      if (!(await insertSurvey(client, written))) return { kind: 'id-taken' };
      await appendAudit(client, { ...audit, action: 'survey.create' });
      return { kind: 'saved', revision: 1 };
    }
    await updateSurvey(client, { ...written, revision });
    await appendAudit(client, {
      ...audit,
      action: 'survey.save',
      detail: { revision: revision + 1, state: before.state, changed: [...changedParts(before, survey)] },
    });
    return { kind: 'saved', revision: revision + 1 };
  });
}

function orderProblems({ opensAt, closesAt }: SurveyToSave): TimeProblem[] {
  return opensAt !== null && closesAt !== null && closesAt <= opensAt
    ? [{ place: 'closesAt', code: 'closes-before-opens' }]
    : [];
}

function changeProblems(
  before: StoredSurvey | undefined,
  { definition, opensAt, closesAt }: SurveyToSave,
  at: Date,
): (FrozenChange | TimeProblem)[] {
  const sameTime = (one: Date | null | undefined, other: Date | null) => one?.getTime() === other?.getTime();
  const past = (time: Date | null) => time !== null && time <= at;
  const newOpening = !sameTime(before?.opensAt ?? null, opensAt);
  const newClosing = !sameTime(before?.closesAt ?? null, closesAt);
  const problems: (FrozenChange | TimeProblem)[] = [];
  if (before !== undefined && before.state !== 'draft') {
    problems.push(...frozenChanges(before.definition, definition));
    if (newOpening) problems.push({ place: 'opensAt', code: 'frozen' });
    if (newClosing && before.state === 'closed') problems.push({ place: 'closesAt', code: 'frozen' });
  }
  // Opening is what a button is for; a time that has gone by is a slip.
  if (newOpening && past(opensAt)) problems.push({ place: 'opensAt', code: 'in-the-past' });
  if (newClosing && past(closesAt)) problems.push({ place: 'closesAt', code: 'in-the-past' });
  return problems;
}

/** For the audit trail: which parts are other than they were, without their texts. */
function changedParts(before: StoredSurvey, after: SurveyToSave): ReadonlySet<string> {
  const parts: Record<string, readonly [unknown, unknown]> = {
    opensAt: [before.opensAt, after.opensAt],
    closesAt: [before.closesAt, after.closesAt],
    changeable: [before.changeable, after.changeable],
  };
  const names = Object.keys(surveyDefinition.shape) as (keyof SurveyDefinition)[];
  for (const name of names) parts[name] = [before.definition[name], after.definition[name]];
  const changed = Object.entries(parts).filter(([, [was, is]]) => !isDeepStrictEqual(was, is));
  return new Set(changed.map(([name]) => name));
}
