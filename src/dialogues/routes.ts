import type { DialogueInput, DialogueName, Next } from './dialogue.ts';

/** Buttons that lead somewhere from anywhere, also when they are old. */
const MENU_ROUTES: Readonly<Record<string, Next>> = {
  'menu:open': { dialogue: 'menu' },
  'menu:help': { dialogue: 'menu', input: { help: true } },
  'menu:ballot': { dialogue: 'ballot' },
  'menu:station': { dialogue: 'my-station' },
  'menu:change-station': { dialogue: 'station' },
  'menu:declare': { dialogue: 'declare' },
  'menu:language': { dialogue: 'language' },
  'menu:kept': { dialogue: 'kept' },
  'menu:forget': { dialogue: 'forget' },
  'menu:verify': { dialogue: 'register' },
};

/** Slash commands, the same in every language. */
const COMMANDS: Readonly<Record<string, string>> = {
  menu: 'menu:open',
  help: 'menu:help',
  ballot: 'menu:ballot',
  station: 'menu:station',
  declare: 'menu:declare',
  language: 'menu:language',
  privacy: 'menu:kept',
  forget: 'menu:forget',
  stop: 'menu:forget',
};

/** Where a button of a menu leads, whatever is open. */
export function menuRoute(optionId: string): Next | undefined {
  return Object.hasOwn(MENU_ROUTES, optionId) ? MENU_ROUTES[optionId] : undefined;
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
  ['menu:station', 'menu-station'],
  ['menu:declare', 'menu-declare'],
  ['menu:language', 'menu-language'],
  ['menu:kept', 'menu-kept'],
  ['menu:forget', 'menu-forget'],
  ['menu:verify', 'menu-verify'],
  ['menu:change-station', 'menu-change-station'],
] as const;

/** Names of all commands; each has words in every language, in the text `words-<name>`. */
export const COMMANDS_WITH_WORDS = [
  'menu',
  'help',
  'ballot',
  'station',
  'declare',
  'language',
  'privacy',
  'forget',
  'stop',
] as const;

/** Where to go on after what had to come first; see `after`. */
const WANTED: readonly DialogueName[] = ['ballot', 'declare', 'my-station'];

/** The input that sends a person on to `dialogue` once they have done what it needs. */
export function afterwards(dialogue: 'ballot' | 'declare' | 'my-station'): DialogueInput {
  return { afterwards: dialogue };
}

/** What a dialogue was asked to go on to. */
export function wanted(input: DialogueInput): Next | undefined {
  const dialogue = WANTED.find((name) => name === input.afterwards);
  return dialogue === undefined ? undefined : { dialogue };
}

/** The part of an input that says what to go on to. */
export function keepAfterwards(input: DialogueInput): DialogueInput {
  return typeof input.afterwards === 'string' ? { afterwards: input.afterwards } : {};
}
