import type { Question } from '../../src/domain/surveys/definition.ts';
import { optionButtonId } from '../../src/domain/surveys/limits.ts';
import type { Citizen } from './citizen.ts';
import type { Heard } from './phone.ts';
import { DEFINITION, QUESTIONS, SURVEY_ID, type SurveyPlan } from './survey.ts';

/** So long after a question that may have come twice, its answer is typed. */
const DOUBT_MS = 15_000;

/** What a citizen does about a question of the survey. */
export function answering(citizen: Citizen, heard: Heard): () => Promise<void> {
  const { goal, mind, phone } = citizen;
  const question = questionOf(heard);
  if (goal?.do !== 'survey' || question === undefined) return () => citizen.act(() => phone.type('/menu'));
  const isRepeated = mind.asked.has(heard.text) || mind.answered.has(question.id);
  mind.asked.add(heard.text);
  if (goal.stopsAt === question.id) {
    citizen.goals.shift();
    forgetRound(citizen);
    return () => citizen.act(() => phone.type('/menu'));
  }
  if (goal.backFrom === question.id && !mind.wentBack && has(heard, question, '-back')) {
    mind.wentBack = true;
    mind.answered.clear();
    mind.asked.clear();
    return pressing(citizen, heard, question, '-back');
  }
  if (question.kind === 'several') return ticking(citizen, heard, question, goal, isRepeated);
  const answer = goal.answers[question.id] ?? null;
  mind.answering = { questionId: question.id, answer };
  if (answer === null) return pressing(citizen, heard, question, '-skip');
  if (question.kind !== 'number' && question.kind !== 'text') return pressing(citizen, heard, question, String(answer));
  mind.answered.add(question.id);
  const typing = () => phone.type(String(answer));
  // What is typed at a question that came twice would be the answer to the next one.
  return isRepeated ? () => citizen.actUnlessMore(DOUBT_MS, typing) : () => citizen.act(typing);
}

function ticking(
  citizen: Citizen,
  heard: Heard,
  question: Question,
  goal: SurveyPlan,
  isRepeated: boolean,
): () => Promise<void> {
  const { mind } = citizen;
  const wanted = goal.answers[question.id];
  const isWanted = (id: string) => Array.isArray(wanted) && wanted.includes(id);
  const wrong = heard.buttons.filter(({ data }) => {
    const [, tick = '', option = ''] = /:([+~])([a-z0-9]+)$/.exec(data) ?? [];
    return tick !== '' && (tick === '+') === isWanted(option);
  });
  // What is too much goes first: there may be no room for more.
  const next = wrong.find(({ data }) => data.includes('~')) ?? wrong[0];
  if (next !== undefined) return () => citizen.press(heard, next);
  mind.answering = { questionId: question.id, answer: Array.isArray(wanted) ? wanted : [] };
  const done = heard.buttons.find(({ data }) => data === optionButtonId(SURVEY_ID, question.id, '-done'));
  if (done === undefined) return () => citizen.act(() => citizen.phone.type('/menu'));
  // Ticks that are seen twice may not be the newest.
  return isRepeated
    ? () => citizen.actUnlessMore(DOUBT_MS, () => citizen.phone.press(heard, done))
    : () => citizen.press(heard, done);
}

/** Whether they want to change what they have answered. */
export function changing(citizen: Citizen, heard: Heard): () => Promise<void> {
  const id = citizen.goal?.do === 'survey' ? 'answers:change' : 'answers:leave';
  const button = heard.buttons.find(({ data }) => data === id);
  return button === undefined
    ? () => citizen.act(() => citizen.phone.type('/menu'))
    : () => citizen.press(heard, button);
}

/** The three questions about oneself. */
export function describing(citizen: Citizen, heard: Heard): () => Promise<void> {
  const { mind } = citizen;
  const { sex = null, ageGroup = null, settlement = null } = mind.profile ?? {};
  const [group = '', value] = heard.buttons.some(({ data }) => data === 'sex:skip')
    ? ['sex', sex]
    : heard.buttons.some(({ data }) => data === 'age:skip')
      ? ['age', ageGroup]
      : ['settlement', settlement];
  mind.describing = group;
  const button = heard.buttons.find(({ data }) => data === `${group}:${value ?? 'skip'}`);
  return button === undefined
    ? () => citizen.act(() => citizen.phone.type('/menu'))
    : () => citizen.press(heard, button);
}

/** Takes into the ledger which answer the bot has gone on from. */
export function hearSurvey(citizen: Citizen, text: string): void {
  const { mind, t, goals, account, world } = citizen;
  const { language } = mind;
  const isOver = text.includes(DEFINITION.thanks[language]);
  const { answering: given } = mind;
  const isNext = QUESTIONS.some(({ id, text: words }) => id !== given?.questionId && text.includes(words[language]));
  if (given !== undefined && (isOver || isNext)) {
    world.ledger.answered(account, given.questionId, given.answer);
    mind.answered.add(given.questionId);
    mind.answering = undefined;
  }
  // Thanks that come twice are not those of the next go.
  if (isOver && mind.answered.size > 0 && goals[0]?.do === 'survey') {
    mind.profile = goals[0].profile;
    goals.shift();
    forgetRound(citizen);
  }
  if (text.includes(t('survey-answered'))) {
    if (!account.answeredBefore) citizen.fault('was told that they had answered already');
    if (goals[0]?.do === 'survey') goals.shift();
  }
  hearProfile(citizen, text);
}

function hearProfile({ mind, account, t }: Citizen, text: string): void {
  const { profile: meant, describing: group } = mind;
  if (meant === undefined || group === undefined) return;
  const isSaid = text.includes(t('profile-saved')) || text.includes(t('profile-nothing'));
  const said = account.profile ?? { sex: null, ageGroup: null, settlement: null };
  if (text.includes(t('profile-age'))) account.profile = { ...said, sex: meant.sex };
  if (text.includes(t('profile-settlement'))) account.profile = { ...said, ageGroup: meant.ageGroup };
  if (group === 'settlement' && isSaid) {
    account.profile = { ...said, settlement: meant.settlement };
    mind.describing = undefined;
  }
}

function questionOf({ buttons }: Heard): Question | undefined {
  const id = buttons.map(({ data }) => partOf(data)).find((part) => part !== undefined);
  return QUESTIONS.find((question) => question.id === id);
}

/** Whether any words would be taken for an answer. */
export function asksForWords(heard: Heard): boolean {
  return questionOf(heard)?.kind === 'text';
}

/** The question that a button belongs to; also `-keep`, which is no action of its own. */
function partOf(data: string): string | undefined {
  const [prefix, surveyId, questionId] = data.split(':');
  return prefix === 'sv' && surveyId === SURVEY_ID ? questionId : undefined;
}

function has(heard: Heard, question: Question, id: string): boolean {
  return heard.buttons.some(({ data }) => data === optionButtonId(SURVEY_ID, question.id, id));
}

function pressing(citizen: Citizen, heard: Heard, question: Question, id: string): () => Promise<void> {
  const button = heard.buttons.find(({ data }) => data === optionButtonId(SURVEY_ID, question.id, id));
  if (button !== undefined) return () => citizen.press(heard, button);
  citizen.fault(`there is no button ${id} at "${heard.text.slice(0, 80)}"`);
  return () => citizen.act(() => citizen.phone.type('/menu'));
}

function forgetRound({ mind }: Citizen): void {
  mind.asked.clear();
  mind.answered.clear();
  mind.wentBack = false;
  mind.answering = undefined;
}
