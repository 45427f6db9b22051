import type { PersonView } from '../actions/converse.ts';
import type { LookUps } from '../actions/look-ups.ts';
import { LONGEST_SUGGESTION } from '../domain/chronicle/suggestion.ts';
import { LANGUAGES } from '../domain/languages.ts';
import { isTrustedPhone, normalizePhone } from '../domain/phones.ts';
import { HELP_KINDS } from '../domain/solidarity/terms.ts';
import type { Catalogues } from '../i18n/catalogues.ts';
import type { IncomingEvent } from '../messaging/incoming.ts';
import { cleanLines, cleanText, essence, type Hint, MAX_SURVEY_TYPED } from './answers.ts';
import { isAdmitted } from './course.ts';
import type { Answer, Next } from './dialogue.ts';
import type { Stored } from './replay-log.ts';
import {
  afterwards,
  COMMANDS_WITH_WORDS,
  chronicleRoute,
  commandRoute,
  fundsRoute,
  helpButton,
  MENU_LABELS,
  menuRoute,
  payloadRoute,
  staleSurveyRoute,
  surveyEntrance,
  surveyRoute,
  walkRoute,
} from './routes.ts';

/** What to do about one event. The hint is said first. */
export type Decision = { readonly hint?: Hint } & (
  | { readonly do: 'go'; readonly next: Next }
  | { readonly do: 'answer'; readonly open: Stored; readonly answer: Answer }
  | { readonly do: 'repeat'; readonly open: Stored }
);

export interface Situation {
  readonly event: Exclude<IncomingEvent, { readonly kind: 'blocked' }>;
  readonly person: PersonView;
  /** The dialogue that waits for an answer. */
  readonly open: Stored | undefined;
  readonly words: WordRoutes;
  readonly newId: () => string;
  readonly look: Pick<LookUps, 'election'>;
  readonly phoneKey: (e164: string) => string;
}

export type WordRoutes = ReadonlyMap<string, Next>;

/** Words that lead somewhere at any time, of every language at once: people do not think in settings. */
export function wordRoutes(catalogues: Catalogues): WordRoutes {
  const routes = new Map<string, Next>();
  for (const language of LANGUAGES) {
    const t = catalogues.translator(language);
    const add = (words: string, next: Next | undefined) => {
      for (const word of words.split(',')) if (next !== undefined) routes.set(essence(word), next);
    };
    for (const name of COMMANDS_WITH_WORDS) add(t(`words-${name}`), commandRoute(name));
    for (const [id, key] of MENU_LABELS) add(essence(t(key)), menuRoute(id));
    for (const kind of HELP_KINDS) {
      const help = t(`solidarity-help-${kind}`);
      add(essence(help), fundsRoute(helpButton('funds', kind)));
      add(essence(t('funds-chat-need-kind', { help })), fundsRoute(helpButton('need', kind)));
    }
  }
  return routes;
}

/** Decides what an event is about: a command, an answer, or something that only gets a kind word. */
export async function decide(situation: Situation): Promise<Decision> {
  const { event, person, words } = situation;
  const open = usable(situation);
  switch (event.kind) {
    case 'start':
      return started(situation, open, event);
    case 'unblocked':
      return again(open);
    case 'edited':
      return again(open, person, 'hint-edited');
    case 'unsupported':
      return again(open, person, `hint-${event.what}`);
    case 'command': {
      const next = commandRoute(event.name);
      return next === undefined ? again(open, person, 'hint-command') : lead(person, open, next);
    }
    case 'tap': {
      const next =
        menuRoute(event.id) ??
        surveyRoute(event.id) ??
        walkRoute(event.id) ??
        fundsRoute(event.id) ??
        chronicleRoute(event.id) ??
        staleRoute(event.id, open);
      if (next !== undefined) return lead(person, open, next);
      break;
    }
    case 'text': {
      const next = words.get(essence(cleanText(event.text))) ?? payloadRoute(event.text.trim());
      if (next !== undefined) return lead(person, open, next);
      break;
    }
    default:
  }
  if (open === undefined) return again(open, person, event.kind === 'photo' ? 'hint-no-photo' : 'hint-unknown');
  return { do: 'answer', open, answer: await answerOf(event, situation) };
}

/** What was open before consent was taken back, or before the person was forgotten, is open no more. */
function usable({ person, open }: Situation): Stored | undefined {
  return open === undefined || isAdmitted(person) || isEntrance(open) ? open : undefined;
}

function isEntrance({ d }: Stored): boolean {
  return d === 'welcome' || d === 'forget';
}

/** An old button of a survey leads back to it, unless something else is waiting for an answer. */
function staleRoute(id: string, open: Stored | undefined): Next | undefined {
  return open === undefined || open.d === 'menu' ? staleSurveyRoute(id) : undefined;
}

function started(
  { person }: Situation,
  open: Stored | undefined,
  { payload = '', answerInline: isOpening }: Extract<IncomingEvent, { kind: 'start' }>,
): Decision {
  const linked = payloadRoute(payload);
  if (linked !== undefined) return lead(person, open, linked);
  if (!isAdmitted(person)) return open?.d === 'welcome' ? again(open) : { do: 'go', next: { dialogue: 'welcome' } };
  // Viber says so whenever the chat is opened: that must not throw away what somebody was doing.
  if (isOpening && open !== undefined && open.d !== 'menu') return again(open);
  if (person.tier === null) return { do: 'go', next: { dialogue: 'register' } };
  return { do: 'go', next: { dialogue: 'menu', input: { greet: true } } };
}

/** Leads where a command wants, as far as that is possible before consent. */
function lead(person: PersonView, open: Stored | undefined, next: Next): Decision {
  if (next.dialogue === 'survey') {
    // Whoever is in the middle of it need not go back to its beginning.
    const { d, i } = open ?? {};
    if (d === 'survey' && i?.id !== undefined && i.id === next.input?.id && i.code === undefined) return again(open);
    if (isAdmitted(person)) return { do: 'go', next };
    return { do: 'go', next: { dialogue: 'welcome', input: afterwards(surveyEntrance(next.input ?? {})) } };
  }
  if (isAdmitted(person) || next.dialogue === 'forget') return { do: 'go', next };
  if (next.dialogue === 'language') return { do: 'go', next: { dialogue: 'welcome', input: { language: true } } };
  return again(open, person, 'hint-first');
}

/** Asks the open question again, after a kind word; where nothing is open, shows the menu. */
function again(open: Stored | undefined, person?: PersonView, key?: Hint['key']): Decision {
  // Whoever has not chosen a language yet is not told anything in one.
  const hint = key === undefined || person?.language === null ? {} : { hint: { key } };
  return open === undefined ? { do: 'go', next: { dialogue: 'menu' }, ...hint } : { do: 'repeat', open, ...hint };
}

type AnswerEvent = Extract<IncomingEvent, { readonly kind: 'tap' | 'text' | 'photo' | 'contact' | 'place' }>;

/** An event as a dialogue may see it. A phone number goes no further than here. */
async function answerOf(event: AnswerEvent, { look, newId, open, phoneKey }: Situation): Promise<Answer> {
  switch (event.kind) {
    case 'tap':
      return { kind: 'tap', id: event.id };
    case 'text':
      if (open?.d === 'add-to-chronicle') return { kind: 'text', text: cleanLines(event.text, LONGEST_SUGGESTION + 1) };
      return { kind: 'text', text: cleanText(event.text, open?.d === 'survey' ? MAX_SURVEY_TYPED : undefined) };
    case 'photo':
      return { kind: 'photo', photoId: newId(), ...(event.album === undefined ? {} : { album: event.album }) };
    case 'place':
      return { kind: 'place', latitude: nearby(event.latitude), longitude: nearby(event.longitude) };
    case 'contact': {
      const phone = event.own ? normalizePhone(event.phone) : undefined;
      if (phone === undefined) return { kind: 'contact', own: event.own, trusted: false };
      const prefixes = (await look.election())?.trustedPrefixes ?? [];
      return { kind: 'contact', own: true, phoneKey: phoneKey(phone), trusted: isTrustedPhone(phone, prefixes) };
    }
  }
}

/** Some ten metres: enough to find a station. */
function nearby(degrees: number): number {
  return Math.round(degrees * 10_000) / 10_000;
}
