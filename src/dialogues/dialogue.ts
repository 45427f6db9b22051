import type { PersonChanges, PersonView } from '../actions/converse.ts';
import type { Intent } from '../actions/intents.ts';
import type { LookUps } from '../actions/look-ups.ts';
import type { Language } from '../domain/languages.ts';
import type { TextKey } from '../i18n/keys.ts';
import type { Translate } from '../i18n/translate.ts';
import type { Option, Outgoing } from '../messaging/outgoing.ts';
import type { Hint } from './answers.ts';

/**
 * A conversation, written once for every messenger as an async function.
 *
 * It is replayed from its start at every message (`engine.ts`), so:
 * - keep it short, and return as soon as its result is an intent;
 * - whatever it reads goes through `once`; it does no other I/O, takes no time and no randomness;
 * - one call after another, never two at once;
 * - what `once` reads is stored until the dialogue is over: read no more than is needed;
 * - where a person can go round in circles (paging, sending again), return a `Next` to the dialogue
 *   itself with what is known as its input, so that the log starts anew;
 * - raise `version` whenever its sequence of calls changes: who is in the middle of an older version
 *   is told so and put back at its beginning.
 */
export interface Dialogue {
  readonly name: DialogueName;
  readonly version: number;
  /** What it is for, in a line of English for `docs/DIALOGUES.md`. */
  readonly purpose: string;
  /** Said when a person leaves it half done, where something is lost by that. */
  readonly dropped?: TextKey;
  run(talk: Talk, input: DialogueInput): Promise<Next | 'end' | undefined>;
}

export type DialogueName =
  | 'welcome'
  | 'register'
  | 'station'
  | 'declare'
  | 'ballot'
  | 'clean-up'
  | 'my-station'
  | 'survey'
  | 'profile'
  | 'language'
  | 'kept'
  | 'forget'
  | 'show'
  | 'protocol'
  | 'walk'
  | 'chronicle'
  | 'add-to-chronicle'
  | 'funds'
  | 'need-help'
  | 'menu';

/** What a dialogue is started with: small and neutral, because it is part of the stored state. */
export type DialogueInput = Readonly<Record<string, string | number | boolean>>;

/** Where to go on. A dialogue that returns nothing is followed by the menu, `end` by silence. */
export interface Next {
  readonly dialogue: DialogueName;
  readonly input?: DialogueInput;
}

export interface Prompt extends Omit<Outgoing, 'acknowledges' | 'clearRequest'> {
  /** Said to a photo that comes at this question, in place of the general word. */
  readonly photoHint?: TextKey;
  /** Waits without asking, because the answer is already on its way: an album's second photo. */
  readonly quiet?: boolean;
}

/** A question, or how to make it: where several follow each other, a replay does without those answered. */
export type Lazily<T> = T | (() => T);

/** What a question accepts besides its options; anything else gets a kind word and the question again. */
export interface Accepts {
  /** Any text, or one that nothing is wrong with: what is wrong is said, and the question asked again. */
  readonly text?: boolean | ((typed: string) => Hint | undefined);
  /** Ids of options that are not shown, but mean something here: those of an older message. */
  readonly taps?: readonly string[];
  readonly photo?: boolean;
  readonly contact?: boolean;
  readonly place?: boolean;
}

/** An answer as the replay log keeps it: nothing of a messenger's update is in it, and no phone number. */
export type Answer =
  | { readonly kind: 'tap'; readonly id: string }
  | { readonly kind: 'text'; readonly text: string }
  /** The fetching of the photo is already an intent by the time a dialogue sees this. */
  | { readonly kind: 'photo'; readonly photoId: string; readonly album?: string }
  /** `phoneKey` is absent when the contact is somebody else's or no phone number. */
  | { readonly kind: 'contact'; readonly own: boolean; readonly phoneKey?: string; readonly trusted: boolean }
  | { readonly kind: 'place'; readonly latitude: number; readonly longitude: number };

export interface Talk {
  /** The person as they were when this dialogue began. */
  readonly person: PersonView;
  /** Speaks the person's language, also one that `change` has just set. */
  readonly t: Translate;
  /** The language that `t` speaks, for names that an election carries in every language. */
  readonly language: Language;
  say(message: string | Prompt): Promise<void>;
  /** Asks, and waits for an option or for whatever else is accepted. */
  ask(prompt: Lazily<Prompt>, accepts?: Accepts): Promise<Answer>;
  /** Asks for one of the options; typed numbers and labels count as taps. Resolves to its id. */
  choose(prompt: Lazily<Prompt & { readonly options: readonly (readonly Option[])[] }>): Promise<string>;
  /** Reads something, once: a replay gets the recorded answer, as it comes back from JSON. */
  once<T>(key: string, read: (look: LookUps) => Promise<T>): Promise<T>;
  /** Changes the person's row. */
  change(changes: PersonChanges): Promise<void>;
  /** Has something done after the commit. */
  intend(intent: Intent): Promise<void>;
  /** A random id for something that an intent creates. */
  newId(): Promise<string>;
}
