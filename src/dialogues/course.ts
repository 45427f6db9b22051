import type { Outcome, PersonView } from '../actions/converse.ts';
import type { Intent } from '../actions/intents.ts';
import { DEFAULT_LANGUAGE } from '../domain/languages.ts';
import type { Outgoing } from '../messaging/outgoing.ts';
import type { Hint } from './answers.ts';
import type { Answer, Next } from './dialogue.ts';
import type { Dialogues } from './dialogues.ts';
import { begin, resume, type Scene, type Step } from './engine.ts';
import type { Stored } from './replay-log.ts';

/** More dialogues than this in one turn, one after the other, lead in a circle. */
const MAX_HOPS = 10;

/** Where one turn leads: through one dialogue or several, until one of them waits. */
export interface Course {
  person: PersonView;
  changes: Outcome['changes'];
  state: string | null;
  readonly notices: string[];
  readonly messages: Outgoing[];
  readonly intents: Intent[];
  /** The answer that a question took. */
  took: Answer | undefined;
  /** The open question has a button of the messenger's own. */
  asksRequest: boolean;
}

export interface Stage {
  readonly dialogues: Dialogues;
  readonly scene: Scene;
}

type Done = Step & { readonly kind: 'asked' | 'finished' };

/** A course on which nothing has happened yet: what was stored stays. */
export function courseFrom(person: PersonView, state: string | null): Course {
  return {
    person,
    changes: {},
    state,
    notices: [],
    messages: [],
    intents: [],
    took: undefined,
    asksRequest: false,
  };
}

/**
 * Goes on with the open dialogue; without an answer its question is asked again. When it has changed
 * since the question was asked, it starts anew with the input that it had.
 */
export async function goOn(course: Course, stage: Stage, open: Stored, answer?: Answer): Promise<void> {
  const dialogue = Object.hasOwn(stage.dialogues, open.d) ? stage.dialogues[open.d] : undefined;
  const step: Step =
    dialogue === undefined
      ? { kind: 'outdated' }
      : await resume(dialogue, open, course.person.messenger, stage.scene, answer);
  switch (step.kind) {
    case 'unfit':
      course.notices.push(hintText(course, stage, step.hint));
      course.messages.push(step.question);
      return;
    case 'outdated':
      course.notices.push(hintText(course, stage, { key: 'question-changed' }));
      await goTo(course, stage, dialogue === undefined ? { dialogue: 'menu' } : { dialogue: open.d, input: open.i });
      return;
    default:
      if (answer === undefined && step.kind === 'asked') {
        course.messages.push(step.question);
        return;
      }
      course.took = step.took;
      await settle(course, stage, step);
  }
}

/** Begins a dialogue, and whatever follows it, until one of them waits or the conversation is over. */
export async function goTo(course: Course, stage: Stage, next: Next): Promise<void> {
  await settle(course, stage, await start(course, stage, next));
}

async function settle(course: Course, stage: Stage, first: Done): Promise<void> {
  let step = first;
  for (let hop = 0; hop < MAX_HOPS; hop += 1) {
    const next = record(course, step);
    if (next === undefined) return;
    step = await start(course, stage, next);
  }
  throw new Error(`The dialogues lead in a circle, at last through ${describe(step)}.`);
}

async function start(course: Course, stage: Stage, next: Next): Promise<Done> {
  const { dialogue, input = {} } = admitted(next, course.person);
  const step = await begin(stage.dialogues[dialogue], input, course.person, stage.scene);
  if (step.kind === 'asked' || step.kind === 'finished') return step;
  throw new Error(`The dialogue ${dialogue} began as ${step.kind}.`);
}

/** Takes over what a step did; returns where to go on, or nothing when the turn is over. */
function record(course: Course, step: Done): Next | undefined {
  const { reachable, wantsBroadcasts, ...seen } = step.changes;
  course.messages.push(...step.messages);
  course.intents.push(...step.intents);
  course.changes = { ...course.changes, ...step.changes };
  course.person = { ...course.person, ...seen };
  if (step.kind === 'asked') {
    course.state = JSON.stringify(step.stored);
    course.asksRequest = step.stored.r === true;
    return undefined;
  }
  course.state = null;
  return step.next === 'end' ? undefined : (step.next ?? { dialogue: 'menu' });
}

/** Before consent there is only the welcome, and a way out. */
function admitted(next: Next, person: PersonView): Next {
  if (isAdmitted(person) || next.dialogue === 'welcome' || next.dialogue === 'forget') return next;
  return { dialogue: 'welcome' };
}

/** Whether a person has said what language they speak and that they agree. */
export function isAdmitted(person: PersonView): boolean {
  return person.consented && person.language !== null;
}

function hintText({ person }: Course, { scene }: Stage, { key, args }: Hint): string {
  return scene.translator(person.language ?? DEFAULT_LANGUAGE)(key, args);
}

function describe(step: Done): string {
  return step.kind === 'asked' ? step.stored.d : step.next === 'end' ? 'the end' : (step.next?.dialogue ?? 'menu');
}
