import type { z } from 'zod';
import { type Election, electionFile } from './elections.ts';
import { protocolForm } from './protocols/fields.ts';

/** What is wrong where in an election file, for the organizer who wrote it. */
export interface ElectionProblem {
  /** Such as `choices[1].name.be`; empty for the file as a whole. */
  readonly path: string;
  readonly reason: string;
}

export type ReadElection =
  | { readonly ok: true; readonly election: Election }
  | { readonly ok: false; readonly problems: readonly ElectionProblem[] };

/** Checks an election file against its schema. All problems at once, in plain words. */
export function readElectionFile(text: string): ReadElection {
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    const detail = error instanceof Error ? error.message : '';
    return { ok: false, problems: [{ path: '', reason: `is not JSON: ${detail}` }] };
  }
  const { success, data, error } = electionFile.safeParse(json, { error: plainReason });
  if (success) return { ok: true, election: data };
  return { ok: false, problems: error.issues.map(({ path, message }) => ({ path: readable(path), reason: message })) };
}

/**
 * The changes that an election with votes must not undergo: they would change what people have voted
 * for, or what a complete ballot is. Names of the election, dates, time zone and prefixes may change.
 */
export function forbiddenChanges(before: Election, after: Election): ElectionProblem[] {
  const problems: ElectionProblem[] = [];
  const because = 'and votes are there already';
  for (const [index, { id, name }] of before.choices.entries()) {
    const now = after.choices.findIndex((choice) => choice.id === id);
    const path = `choices[${now}]`;
    if (now === -1) problems.push({ path: 'choices', reason: `${id} is no longer there, ${because}` });
    else if (now !== index) problems.push({ path, reason: `${id} was choice ${index + 1} on the ballot, ${because}` });
    const renamed = after.choices[now];
    if (renamed === undefined) continue;
    for (const [language, text] of Object.entries(name)) {
      if (renamed.name[language as keyof typeof name] !== text)
        problems.push({ path: `${path}.name.${language}`, reason: `was "${text}", ${because}` });
    }
  }
  const known = new Set(before.choices.map(({ id }) => id));
  for (const [index, { id }] of after.choices.entries()) {
    if (!known.has(id)) problems.push({ path: `choices[${index}]`, reason: `${id} is new, ${because}` });
  }
  if (before.photoSides !== after.photoSides)
    problems.push({ path: 'photoSides', reason: `was ${before.photoSides}, ${because}` });
  return problems;
}

/** Fields that people are typing in, or have typed in, must stay what they are. */
export function forbiddenSheetChanges(before: Election, after: Election): ElectionProblem[] {
  const fields = (of: Election) => JSON.stringify(protocolForm(of).fields.map(({ id }) => id));
  if (fields(before) === fields(after)) return [];
  return [{ path: 'protocolFields', reason: 'are not the same, and protocols are there already' }];
}

/** For what the schema has no words of its own. */
function plainReason(issue: z.core.$ZodRawIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined
        ? 'is missing'
        : `must be ${KINDS[issue.expected] ?? `of type ${issue.expected}`}`;
    case 'unrecognized_keys':
      return `has what nobody knows: ${issue.keys.join(', ')}`;
    case 'too_small':
      return issue.origin === 'string' ? 'is empty' : `${AMOUNTS[issue.origin] ?? 'must be'} at least ${issue.minimum}`;
    case 'too_big':
      return `${AMOUNTS[issue.origin] ?? 'must be'} at most ${issue.maximum}${issue.origin === 'string' ? ' characters' : ''}`;
    case 'invalid_format':
      return issue.format === 'date' ? 'is not a day such as 2026-05-31' : `is not a valid ${issue.format}`;
    default:
      return 'is not allowed';
  }
}

const KINDS: Readonly<Record<string, string>> = {
  string: 'text in quotation marks',
  number: 'a number',
  int: 'a whole number',
  array: 'a list in [ ]',
  object: 'an object in { }',
};

const AMOUNTS: Readonly<Record<string, string>> = { string: 'must have', array: 'must have' };

function readable(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`;
    return text === '' ? String(part) : `${text}.${String(part)}`;
  }, '');
}
