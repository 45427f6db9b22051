import { type ReplayControls, ReplayEngine, type ReplayState } from '@grammyjs/conversations';
import type { PersonChanges, PersonView } from '../actions/converse.ts';
import type { Intent } from '../actions/intents.ts';
import type { LookUps } from '../actions/look-ups.ts';
import { DEFAULT_LANGUAGE, type Language } from '../domain/languages.ts';
import type { Translate } from '../i18n/translate.ts';
import type { Outgoing } from '../messaging/outgoing.ts';
import { fitAnswer, type Hint } from './answers.ts';
import type { Accepts, Answer, Dialogue, DialogueInput, Lazily, Next, Prompt, Talk } from './dialogue.ts';
import { ASK, closeLog, openLog, type Stored } from './replay-log.ts';

/** What a dialogue runs in. */
export interface Scene {
  readonly look: LookUps;
  readonly translator: (language: Language) => Translate;
  readonly newId: () => string;
}

/** What one run of a dialogue wants said and done. */
export interface Effects {
  readonly messages: readonly Outgoing[];
  readonly changes: PersonChanges;
  readonly intents: readonly Intent[];
}

export type Step =
  /** It waits for an answer. `question` also when it was not said, because it is asked quietly. */
  | (Effects & { readonly kind: 'asked'; readonly stored: Stored; readonly question: Outgoing; readonly took?: Answer })
  | (Effects & { readonly kind: 'finished'; readonly next: Next | 'end' | undefined; readonly took?: Answer })
  /** The answer does not fit the question. Nothing has changed. */
  | { readonly kind: 'unfit'; readonly hint: Hint; readonly question: Outgoing }
  /** The log was written by another dialogue than today's. */
  | { readonly kind: 'outdated' };

/** Runs a dialogue from its beginning to its first question or its end. */
export function begin(dialogue: Dialogue, input: DialogueInput, person: PersonView, scene: Scene): Promise<Step> {
  return play({ dialogue, input, person, log: { send: [], receive: [] }, scene });
}

/**
 * Runs a dialogue on from where it was stored, with an answer to its open question; without one, the
 * question is asked again. Throws what the dialogue throws, which is a bug or a database away.
 */
export async function resume(
  dialogue: Dialogue,
  stored: Stored,
  messenger: PersonView['messenger'],
  scene: Scene,
  answer?: Answer,
): Promise<Step> {
  if (dialogue.version !== stored.v) return { kind: 'outdated' };
  const [language, consented, tier, stationId] = stored.p;
  const person = { messenger, language, consented, tier, stationId };
  const log = openLog(stored.l);
  const open = stored.l.length;
  if (answer !== undefined) ReplayEngine.supply(log, open, answer);
  return play({ dialogue, input: stored.i, person, log, scene, ...(answer === undefined ? {} : { answered: open }) });
}

interface Run {
  readonly dialogue: Dialogue;
  readonly input: DialogueInput;
  readonly person: PersonView;
  /** Grows while the dialogue runs. */
  readonly log: ReplayState;
  readonly scene: Scene;
  /** Which call got an answer just now. */
  readonly answered?: number;
}

/** What a run has led to so far. */
interface Progress {
  readonly messages: Outgoing[];
  readonly intents: Intent[];
  changes: PersonChanges;
  question: Outgoing | undefined;
  /** How many questions are open: more than one is a bug. */
  open: number;
  took: Answer | undefined;
  next: Next | 'end' | undefined;
}

async function play(run: Run): Promise<Step> {
  const { dialogue, input, log } = run;
  const done: Progress = {
    messages: [],
    intents: [],
    changes: {},
    question: undefined,
    open: 0,
    took: undefined,
    next: undefined,
  };
  const engine = new ReplayEngine(async (controls) => {
    done.next = await dialogue.run(talkOf(run, done, controls), input);
    if (controls.checkpoint()[1] < log.receive.length) throw new OutdatedLog();
  });
  const result = await engine.replay(log);
  const { messages, changes, intents, question, next } = done;
  const took = done.took === undefined ? {} : { took: done.took };
  if (result.type === 'returned') return { kind: 'finished', next, messages, changes, intents, ...took };
  const reason = result.type === 'thrown' ? result.error : new Error(`The run was ${result.type}.`);
  if (reason instanceof Unfit) return reason.step;
  if (reason instanceof OutdatedLog) return { kind: 'outdated' };
  if (!(reason instanceof Waiting) || question === undefined) throw reason;
  if (done.open > 1) throw new Error('A dialogue asks for two things at once.');
  return { kind: 'asked', stored: store(run, question), question, messages, changes, intents, ...took };
}

function store({ dialogue, input, person, log }: Run, question: Outgoing): Stored {
  return {
    d: dialogue.name,
    v: dialogue.version,
    i: input,
    p: [person.language, person.consented, person.tier, person.stationId],
    l: closeLog(log),
    ...(question.request === undefined ? {} : { r: true as const }),
  };
}

/** A dialogue calls something else than its log says: it is not the one that wrote it. */
class OutdatedLog extends Error {}

/**
 * Ends a run at a question without an answer. The engine's own way, a promise that never settles, takes a
 * timer and leaves garbage that survives until a full collection: most of an update's cost, measured
 * (docs/decisions/dialogues-end-by-throwing.md). Dialogues do not catch, so nobody sees this one.
 */
class Waiting {}

/** Ends a run at an answer that does not fit. */
class Unfit {
  readonly step: Step & { readonly kind: 'unfit' };
  constructor(step: Step & { readonly kind: 'unfit' }) {
    this.step = step;
  }
}

/** The dialogue's own side of one run: each call is one entry of the log. */
function talkOf(run: Run, done: Progress, controls: ReplayControls): Talk {
  const { person, log, scene } = run;
  let language = person.language ?? DEFAULT_LANGUAGE;
  let t = scene.translator(language);

  function expect(key: string): void {
    const logged = log.send[controls.checkpoint()[0]]?.payload;
    if (logged !== undefined && logged !== key) throw new OutdatedLog();
  }

  // What only passes a promise on is no async function: each of those costs a frame at every replay.

  /** Does something the first time only. */
  function once<T>(key: string, act: () => T | Promise<T>): Promise<T> {
    expect(key);
    return controls.action(act, key);
  }

  function ask(prompt: Lazily<Prompt>, accepts: Accepts = {}): Promise<Answer> {
    expect(ASK);
    const call = controls.checkpoint()[1];
    // Answers of earlier turns were fitted when they came: their questions are not needed any more.
    const isOld = call < (run.answered ?? log.receive.length);
    if (isOld) return controls.interrupt(ASK) as Promise<Answer>;
    return askNow(call, typeof prompt === 'function' ? prompt() : prompt, accepts);
  }

  async function askNow(call: number, prompt: Prompt, accepts: Accepts): Promise<Answer> {
    if (call === log.receive.length) {
      done.open += 1;
      done.question = outgoing(prompt);
      if (prompt.quiet !== true) done.messages.push(done.question);
      if (log.send.length === log.receive.length) log.send.push({ payload: ASK });
      throw new Waiting();
    }
    const answer = (await controls.interrupt(ASK)) as Answer;
    const fitted = fitAnswer(prompt, accepts, answer);
    if (!fitted.ok) throw new Unfit({ kind: 'unfit', hint: fitted.hint, question: outgoing(prompt) });
    const received = log.receive[call];
    if (received !== undefined) received.returnValue = fitted.answer;
    done.took = fitted.answer;
    return fitted.answer;
  }

  return {
    person,
    get t() {
      return t;
    },
    get language() {
      return language;
    },
    say: (message) =>
      once('s', () => {
        done.messages.push(typeof message === 'string' ? { text: message } : outgoing(message));
      }),
    ask,
    choose: (prompt) => ask(prompt).then(tapped),
    once: (key, read) =>
      once(`?${key}`, async () => {
        const value = await read(scene.look);
        // What a replay will see, from the first time on.
        return value === undefined ? value : JSON.parse(JSON.stringify(value));
      }),
    change: async (changes) => {
      await once('c', () => {
        done.changes = { ...done.changes, ...changes };
      });
      language = changes.language ?? language;
      t = scene.translator(language);
    },
    intend: (intent) =>
      once('i', () => {
        done.intents.push(intent);
      }),
    newId: () => once('n', scene.newId),
  };
}

function tapped(answer: Answer): string {
  if (answer.kind !== 'tap') throw new Error('A choice was answered by something else.');
  return answer.id;
}

/** Without what is for the engine only. */
function outgoing({ text, options, request, trace }: Prompt): Outgoing {
  return {
    text,
    ...(options === undefined ? {} : { options }),
    ...(request === undefined ? {} : { request }),
    ...(trace === undefined ? {} : { trace }),
  };
}
