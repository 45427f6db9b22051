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
  switch (result.type) {
    case 'returned':
      return { kind: 'finished', next, messages, changes, intents, ...took };
    case 'interrupted':
      if (question === undefined) throw new Error(`The dialogue ${dialogue.name} waits without a question.`);
      return { kind: 'asked', stored: store(run, question), question, messages, changes, intents, ...took };
    case 'canceled':
      return result.message as Step & { kind: 'unfit' };
    case 'thrown':
      if (result.error instanceof OutdatedLog) return { kind: 'outdated' };
      throw result.error;
  }
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
      done.question = outgoing(prompt);
      if (prompt.quiet !== true) done.messages.push(done.question);
    }
    const answer = (await controls.interrupt(ASK)) as Answer;
    const fitted = fitAnswer(prompt, accepts, answer);
    if (!fitted.ok) return controls.cancel({ kind: 'unfit', hint: fitted.hint, question: outgoing(prompt) });
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
