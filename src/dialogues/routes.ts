import { showCodeOf } from '../domain/broadcasts.ts';
import { FUND_ID, HELP_KINDS, type HelpKind } from '../domain/solidarity/terms.ts';
import { SURVEY_ID, surveyIdOf, tryCodeOf } from '../domain/surveys/limits.ts';
import type { DialogueInput, DialogueName, Next } from './dialogue.ts';

/** Buttons that lead somewhere from anywhere, also when they are old. */
const MENU_ROUTES: Readonly<Record<string, Next>> = {
  'menu:open': { dialogue: 'menu' },
  'menu:help': { dialogue: 'menu', input: { help: true } },
  'menu:ballot': { dialogue: 'ballot' },
  'menu:protocol': { dialogue: 'protocol' },
  'menu:station': { dialogue: 'my-station' },
  'menu:change-station': { dialogue: 'station' },
  'menu:declare': { dialogue: 'declare' },
  'menu:language': { dialogue: 'language' },
  'menu:kept': { dialogue: 'kept' },
  'menu:forget': { dialogue: 'forget' },
  'menu:verify': { dialogue: 'register' },
  'menu:walk': { dialogue: 'walk' },
  'menu:left': { dialogue: 'walk', input: { left: true } },
  'menu:funds': { dialogue: 'funds' },
  'menu:need': { dialogue: 'need-help' },
  'menu:chronicle': { dialogue: 'chronicle' },
  'menu:stop': { dialogue: 'menu', input: { stop: true } },
  'menu:listen': { dialogue: 'menu', input: { listen: true } },
};

/** Slash commands, the same in every language. */
const COMMANDS: Readonly<Record<string, string>> = {
  menu: 'menu:open',
  help: 'menu:help',
  ballot: 'menu:ballot',
  protocol: 'menu:protocol',
  station: 'menu:station',
  declare: 'menu:declare',
  language: 'menu:language',
  privacy: 'menu:kept',
  forget: 'menu:forget',
  stop: 'menu:stop',
  walk: 'menu:walk',
  left: 'menu:left',
  chronicle: 'menu:chronicle',
  funds: 'menu:funds',
  need: 'menu:need',
};

/** Where a button of a menu leads, whatever is open. */
export function menuRoute(optionId: string): Next | undefined {
  return Object.hasOwn(MENU_ROUTES, optionId) ? MENU_ROUTES[optionId] : undefined;
}

/** Where the button of a survey in a menu or under a broadcast leads, whatever is open. */
export function surveyRoute(optionId: string): Next | undefined {
  const id = optionId.startsWith('survey:') ? surveyIdOf(optionId) : undefined;
  return id === undefined ? undefined : { dialogue: 'survey', input: { id } };
}

/** Where a button of a march leads, whatever is open: who is counted where is in the button, and kept nowhere else. */
export function walkRoute(optionId: string): Next | undefined {
  const [, act, march, zone] = /^walk:(in|see|zones|left):([a-z0-9-]{2,31})(?::(\d{1,3}))?$/.exec(optionId) ?? [];
  if (act === undefined || march === undefined) return undefined;
  if (act === 'left') return { dialogue: 'walk', input: { left: true } };
  const at = zone === undefined ? {} : { zone: Number(zone) };
  return { dialogue: 'walk', input: { act, march, ...at } };
}

/** Where a button of the chronicle leads, whatever is open. */
export function chronicleRoute(optionId: string): Next | undefined {
  if (optionId === 'chron:day') return { dialogue: 'chronicle' };
  if (optionId === 'chron:year') return { dialogue: 'chronicle', input: { act: 'year' } };
  if (optionId === 'chron:add') return { dialogue: 'add-to-chronicle' };
  const number = /^chron:see:([1-9]\d{0,8})$/.exec(optionId)?.[1];
  return number === undefined ? undefined : { dialogue: 'chronicle', input: { number: Number(number) } };
}

/** What the button of a kind of help is called, of funds to give to (`funds`) or to turn to (`need`). */
export function helpButton(of: 'funds' | 'need', kind: HelpKind): string {
  return `${of}:help:${kind}`;
}

/**
 * Where a button about funds leads, whatever is open: who looks for what is in the button, and kept nowhere else.
 */
export function fundsRoute(optionId: string): Next | undefined {
  const [, of, help, page] = /^(funds|need):help:([a-z]{2,20})(?::(\d{1,2}))?$/.exec(optionId) ?? [];
  if (of !== undefined && HELP_KINDS.some((kind) => kind === help)) {
    const at = page === undefined ? {} : { page: Number(page) };
    return { dialogue: of === 'need' ? 'need-help' : 'funds', input: { help: help ?? '', ...at } };
  }
  const id = /^funds:show:(.+)$/.exec(optionId)?.[1] ?? '';
  return FUND_ID.test(id) ? { dialogue: 'funds', input: { id } } : undefined;
}

/** Where a button inside a survey leads when nothing else is open: to where one stopped. */
export function staleSurveyRoute(optionId: string): Next | undefined {
  const id = /^sv:([^:]+):/.exec(optionId)?.[1];
  const isOurs = id !== undefined && SURVEY_ID.test(id);
  return isOurs ? { dialogue: 'survey', input: { id, stale: true } } : undefined;
}

/** Where a link's payload leads; the same may be typed, where a messenger has lost it. */
export function payloadRoute(payload: string): Next | undefined {
  const code = tryCodeOf(payload);
  if (code !== undefined) return { dialogue: 'survey', input: { code } };
  const shown = showCodeOf(payload);
  if (shown !== undefined) return { dialogue: 'show', input: { code: shown } };
  const fund = /^fund_(.+)$/.exec(payload)?.[1];
  if (fund !== undefined && FUND_ID.test(fund)) return { dialogue: 'funds', input: { id: fund } };
  const id = payload.startsWith('survey_') ? surveyIdOf(payload) : undefined;
  return id === undefined ? undefined : { dialogue: 'survey', input: { id } };
}

/** Where a slash command leads. */
export function commandRoute(name: string): Next | undefined {
  const id = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  return id === undefined ? undefined : MENU_ROUTES[id];
}

/** The labels of the menu's buttons, which may be typed at any time. */
export const MENU_LABELS = [
  ['menu:open', 'menu-open'],
  ['menu:ballot', 'menu-ballot'],
  ['menu:protocol', 'menu-protocol'],
  ['menu:station', 'menu-station'],
  ['menu:declare', 'menu-declare'],
  ['menu:language', 'menu-language'],
  ['menu:kept', 'menu-kept'],
  ['menu:forget', 'menu-forget'],
  ['menu:verify', 'menu-verify'],
  ['menu:change-station', 'menu-change-station'],
  ['menu:walk', 'menu-walk'],
  ['menu:chronicle', 'menu-chronicle'],
  ['menu:left', 'march-leave'],
  ['menu:funds', 'menu-funds'],
  ['menu:need', 'menu-need'],
] as const;

/** Names of all commands; each has words in every language, in the text `words-<name>`. */
export const COMMANDS_WITH_WORDS = [
  'menu',
  'help',
  'ballot',
  'protocol',
  'station',
  'declare',
  'language',
  'privacy',
  'forget',
  'stop',
  'walk',
  'left',
  'chronicle',
  'funds',
  'need',
] as const;

/** Where to go on after what had to come first; see `afterwards`. */
const WANTED: readonly DialogueName[] = ['ballot', 'protocol', 'declare', 'my-station'];

/** The input that sends a person on to `dialogue`, or to a survey, once they have done what it needs. */
export function afterwards(dialogue: 'ballot' | 'protocol' | 'declare' | 'my-station' | SurveyEntrance): DialogueInput {
  return { afterwards: dialogue };
}

/** A survey as `afterwards` names it, by its id or by the code to try it out. */
export type SurveyEntrance = `survey_${string}` | `try_${string}`;

export function surveyEntrance({ id, code }: DialogueInput): SurveyEntrance {
  return typeof code === 'string' ? `try_${code}` : `survey_${id}`;
}

/** What a dialogue was asked to go on to. */
export function wanted(input: DialogueInput): Next | undefined {
  const dialogue = WANTED.find((name) => name === input.afterwards);
  if (dialogue !== undefined) return { dialogue };
  return typeof input.afterwards === 'string' ? payloadRoute(input.afterwards) : undefined;
}

/** The part of an input that says what to go on to, or what a station is looked for. */
export function keepAfterwards(input: DialogueInput): DialogueInput {
  return {
    ...(typeof input.afterwards === 'string' ? { afterwards: input.afterwards } : {}),
    ...(typeof input.of === 'string' ? { of: input.of } : {}),
  };
}

/** To find any station, not one's own: it is handed to this dialogue as its `station`. */
export function elsewhere(dialogue: 'protocol'): Next {
  return { dialogue: 'station', input: { of: dialogue } };
}
