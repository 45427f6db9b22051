import { typedNumber } from '../domain/surveys/answers.ts';
import type { Answer } from '../domain/surveys/definition.ts';
import { optionButtonId } from '../domain/surveys/limits.ts';
import type { Hint } from './answers.ts';
import type { Dialogue, DialogueInput, Next, Talk } from './dialogue.ts';
import { afterwards, surveyEntrance } from './routes.ts';
import {
  type Asked,
  KEEP,
  olderTicks,
  optionsOf,
  readBack,
  readBeginning,
  readOnward,
  readStep,
  type Shut,
  UNTICK,
} from './survey-step.ts';

/**
 * A survey, one question a round. Each answer is an intent of its own: who leaves in the middle has
 * answered so far. Its input: `id`, and `code` when it is only tried out; then `at` (the question) and
 * `memory` (what was answered, in short); `ticked` while options of several are being ticked; `stale`
 * when an old button led here.
 */
export const survey: Dialogue = {
  name: 'survey',
  version: 1,
  purpose: 'A survey, question by question; goes on where one stopped, and changes what one answered.',
  dropped: 'survey-dropped',
  async run(talk, input) {
    const { t, person } = talk;
    if (person.tier === null && input.code === undefined) {
      await talk.say(t('survey-needs-registration'));
      return { dialogue: 'register', input: afterwards(surveyEntrance(input)) };
    }
    return typeof input.at === 'string' ? round(talk, input) : begin(talk, input);
  },
};

async function begin(talk: Talk, input: DialogueInput): Promise<Next | undefined> {
  const { t } = talk;
  const beginning = await talk.once('begin', (look) => readBeginning(look, input, t, talk.language));
  const { stale, ...entrance } = input;
  if (stale === true) await talk.say(t('hint-stale'));
  switch (beginning.kind) {
    case 'shut':
      return shut(talk, beginning);
    case 'fresh':
      if (input.code !== undefined) await talk.say(t('survey-try'));
      for (const message of beginning.intro) await talk.say(message);
      return at({ ...entrance, id: beginning.id }, beginning.first, '{}');
    case 'half-done':
      await talk.say(t('survey-go-on', { title: beginning.title }));
      return at(entrance, beginning.next, beginning.memory);
    case 'answered': {
      const answer = await talk.choose({
        text: t('survey-answered-ask', { title: beginning.title }),
        options: [
          [{ id: 'answers:change', label: t('survey-change') }],
          [{ id: 'answers:leave', label: t('survey-leave') }],
        ],
      });
      if (answer === 'answers:change') return at(entrance, beginning.first, beginning.memory);
      await talk.say(t('survey-left'));
      return undefined;
    }
  }
}

async function round(talk: Talk, input: DialogueInput): Promise<Next | undefined> {
  const { t } = talk;
  const step = await talk.once('step', (look) => readStep(look, input, t, talk.language));
  if (step.kind === 'shut') return shut(talk, step);
  if (step.kind === 'end') {
    await talk.say(input.code === undefined ? step.thanks : `${step.thanks}\n\n${t('survey-try-end')}`);
    return step.asksProfile ? { dialogue: 'profile' } : undefined;
  }
  const surveyId = String(input.id);
  const isTyped = step.of === 'text' || step.of === 'number' || step.of === 'scale';
  const answer = await talk.ask(
    { text: step.text, options: optionsOf(surveyId, step) },
    { taps: olderTicks(surveyId, step), text: isTyped && ((typed) => problemOf(step, typed)) },
  );
  if (answer.kind === 'text')
    return take(talk, input, step.of === 'number' ? (typedNumber(answer.text) ?? 0) : answer.text);
  if (answer.kind !== 'tap') throw new Error('A question of a survey was answered by something else.');
  return tapped(talk, input, step, answer.id.slice(optionButtonId(surveyId, step.questionId, '').length));
}

async function tapped(talk: Talk, input: DialogueInput, step: Asked, tap: string): Promise<Next | undefined> {
  switch (tap) {
    case '-back': {
      const back = await talk.once('back', (look) => readBack(look, input));
      return back.kind === 'shut' ? shut(talk, back) : at(input, back.at, back.memory);
    }
    case '-skip':
      return take(talk, input, null);
    case KEEP:
      return take(talk, input, undefined);
    case '-done': {
      const { ticked = [], min = 0 } = step;
      if (ticked.length >= min) return take(talk, input, [...ticked]);
      await talk.say(talk.t('survey-too-few', { min }));
      return { dialogue: 'survey', input };
    }
    default:
      if (step.of === 'several') return tick(talk, input, step, tap);
      return take(talk, input, step.of === 'scale' ? Number(tap) : tap);
  }
}

/** One more ticked, or one less, or what it is already. */
async function tick(talk: Talk, input: DialogueInput, { ticked = [], max = 1 }: Asked, tap: string): Promise<Next> {
  const id = tap.slice(1);
  const isOn = ticked.includes(id);
  const again = (now: readonly string[]): Next => ({ dialogue: 'survey', input: { ...input, ticked: now.join() } });
  if (tap.startsWith(UNTICK)) return again(ticked.filter((one) => one !== id));
  if (isOn) return again(ticked);
  if (max === 1) return again([id]);
  if (ticked.length < max) return again([...ticked, id]);
  await talk.say(talk.t('survey-too-many', { max }));
  return again(ticked);
}

/** Takes an answer and goes on; undefined: the earlier one stays. */
async function take(talk: Talk, input: DialogueInput, answer: Answer | undefined): Promise<Next | undefined> {
  const onward = await talk.once('on', (look) => readOnward(look, input, answer));
  if (onward.kind === 'shut') return shut(talk, onward);
  if (answer !== undefined && input.code === undefined) {
    await talk.intend({ do: 'answer-survey', surveyId: String(input.id), questionId: String(input.at), answer });
  }
  return at(input, onward.at, onward.memory);
}

function at({ id, code }: DialogueInput, question: string, memory: string): Next {
  const input = { ...(id === undefined ? {} : { id }), ...(code === undefined ? {} : { code }) };
  return { dialogue: 'survey', input: { ...input, at: question, memory } };
}

async function shut(talk: Talk, { why }: Shut): Promise<undefined> {
  await talk.say(talk.t(`survey-${why}`));
  return undefined;
}

/** A kind word about what was typed, where it cannot be the answer. */
function problemOf({ of, min = 0, max = 0 }: Asked, typed: string): Hint | undefined {
  if (of === 'text') return typed.length > max ? { key: 'hint-survey-long', args: { longest: max } } : undefined;
  const number = typedNumber(typed);
  // A number on a scale is a button's label, and has been taken for it by now.
  if (of === 'number' && number !== undefined && number >= min && number <= max) return undefined;
  return { key: 'hint-survey-number', args: { min, max } };
}
