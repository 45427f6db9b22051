import type { PersonChanges, PersonView } from '../actions/converse.ts';
import type { Intent } from '../actions/intents.ts';
import type { LookUps } from '../actions/look-ups.ts';
import { DEFAULT_LANGUAGE, type Language } from '../domain/languages.ts';
import type { Translate } from '../i18n/translate.ts';
import type { Outgoing } from '../messaging/outgoing.ts';
import { fitAnswer, type Hint } from './answers.ts';
import type { Accepts, Answer, Dialogue, DialogueInput, Lazily, Next, Prompt, Talk } from './dialogue.ts';
import { ASK, type Entry, keyOf, resultOf, type Stored } from './replay-log.ts';

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
  return play({ dialogue, input, person, log: [], scene });
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
  const resumed = { open: stored.l.length, ...(answer === undefined ? {} : { answer }) };
  return play({ dialogue, input: stored.i, person, log: [...stored.l], scene, resumed });
}

interface Run {
  readonly dialogue: Dialogue;
  readonly input: DialogueInput;
  readonly person: PersonView;
  /** Grows while the dialogue runs. */
  readonly log: Entry[];
  readonly scene: Scene;
  /** The call that waited for an answer, and the answer, unless the question is only asked again. */
  readonly resumed?: { readonly open: number; readonly answer?: Answer };
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
  const calls = { at: 0 };
  let ended: unknown;
  try {
    done.next = await dialogue.run(talkOf(run, done, calls), input);
    // It ended before it came to what its log, or the question that was open, says.
    if (calls.at < log.length || calls.at <= (run.resumed?.open ?? -1)) return { kind: 'outdated' };
  } catch (reason) {
    ended = reason;
  }
  const { messages, changes, intents, question, next } = done;
  const took = done.took === undefined ? {} : { took: done.took };
  if (ended === undefined) return { kind: 'finished', next, messages, changes, intents, ...took };
  if (ended instanceof Unfit) return ended.step;
  if (ended instanceof OutdatedLog) return { kind: 'outdated' };
  if (!(ended instanceof Waiting) || question === undefined) throw ended;
  if (done.open > 1) throw new Error('A dialogue asks for two things at once.');
  return { kind: 'asked', stored: store(run, question), question, messages, changes, intents, ...took };
}

function store({ dialogue, input, person, log }: Run, question: Outgoing): Stored {
  return {
    d: dialogue.name,
    v: dialogue.version,
    i: input,
    p: [person.language, person.consented, person.tier, person.stationId],
    l: log,
    ...(question.request === undefined ? {} : { r: true as const }),
  };
}

/** A dialogue calls something else than its log says: it is not the one that wrote it. */
class OutdatedLog extends Error {}

/** Ends a run at a question without an answer. Dialogues do not catch, so nobody sees it. */
class Waiting {}

/** Ends a run at an answer that does not fit. */
class Unfit {
  readonly step: Step & { readonly kind: 'unfit' };
  constructor(step: Step & { readonly kind: 'unfit' }) {
    this.step = step;
  }
}

/**
 * The dialogue's own side of one run: each call is one entry of the log. Calls that the log has are
 * answered from it; the first one that it has not is where the dialogue really goes on.
 */
function talkOf(run: Run, done: Progress, calls: { at: number }): Talk {
  const { person, log, scene, resumed } = run;
  let language = person.language ?? DEFAULT_LANGUAGE;
  let t = scene.translator(language);

  function logged(key: string): Entry | undefined {
    const entry = log[calls.at];
    calls.at += 1;
    if (entry !== undefined && keyOf(entry) !== key) throw new OutdatedLog();
    return entry;
  }

  /** Does something the first time only. */
  async function once<T>(key: string, act: () => T | Promise<T>): Promise<T> {
    const entry = logged(key);
    if (entry !== undefined) return resultOf(entry) as T;
    const at = log.length;
    // Here the log's writer asked something.
    if (at === resumed?.open) throw new OutdatedLog();
    const result = await act();
    if (log.length !== at) throw new Error('A dialogue makes two calls at once.');
    log.push(result === undefined ? key : [key, result]);
    return result;
  }

  async function ask(lazily: Lazily<Prompt>, accepts: Accepts = {}): Promise<Answer> {
    const entry = logged(ASK);
    // Answers of earlier turns were fitted when they came: their questions are not needed any more.
    if (entry !== undefined) return resultOf(entry) as Answer;
    const prompt = typeof lazily === 'function' ? lazily() : lazily;
    const answer = log.length === resumed?.open ? resumed.answer : undefined;
    if (answer === undefined) {
      done.open += 1;
      done.question = outgoing(prompt);
      if (prompt.quiet !== true) done.messages.push(done.question);
      throw new Waiting();
    }
    const fitted = fitAnswer(prompt, accepts, answer);
    if (!fitted.ok) throw new Unfit({ kind: 'unfit', hint: fitted.hint, question: outgoing(prompt) });
    log.push([ASK, fitted.answer]);
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
function outgoing({ text, picture, link, options, request, trace }: Prompt): Outgoing {
  return {
    text,
    ...(picture === undefined ? {} : { picture }),
    ...(link === undefined ? {} : { link }),
    ...(options === undefined ? {} : { options }),
    ...(request === undefined ? {} : { request }),
    ...(trace === undefined ? {} : { trace }),
  };
}
