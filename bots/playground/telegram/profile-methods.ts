import { type Answer, badRequest, done } from './api-error.ts';
import type { Parameters } from './parameters.ts';

export interface BotCommand {
  readonly command: string;
  readonly description: string;
}

/** What the bot says about itself: commands and descriptions, a set for each language. */
export interface ProfileMethods {
  setMyCommands(parameters: Parameters): Answer;
  getMyCommands(parameters: Parameters): Answer;
  deleteMyCommands(parameters: Parameters): Answer;
  setMyDescription(parameters: Parameters): Answer;
  setMyShortDescription(parameters: Parameters): Answer;
  /** The commands that a client in this language shows. */
  commands(language: string): readonly BotCommand[];
  /** The description that an empty chat shows. */
  description(language: string): string;
}

const MAX_COMMANDS = 100;
const MAX_COMMAND_DESCRIPTION = 256;
const MAX_DESCRIPTION = 512;
const MAX_SHORT_DESCRIPTION = 120;

export function createProfileMethods(): ProfileMethods {
  const commands = new Map<string, readonly BotCommand[]>();
  const descriptions = new Map<string, string>();
  const shortDescriptions = new Map<string, string>();

  function describe(where: Map<string, string>, field: string, max: number, parameters: Parameters): Answer {
    const language = languageOf(parameters);
    const text = parameters.text(field) ?? '';
    if (language === undefined) return badRequest('invalid language code specified');
    if (text.length > max) return badRequest(`${field.replace('_', ' ')} is too long`);
    if (text === '') where.delete(language);
    else where.set(language, text);
    return done(true);
  }

  return {
    setMyCommands(parameters) {
      const language = languageOf(parameters);
      if (language === undefined) return badRequest('invalid language code specified');
      const list = parameters.json('commands');
      if (!Array.isArray(list)) return badRequest('expected an Array of BotCommand');
      if (list.length > MAX_COMMANDS) return badRequest('BOT_COMMANDS_TOO_MUCH');
      const read: BotCommand[] = [];
      for (const one of list as readonly unknown[]) {
        const command = readCommand(one);
        if (typeof command === 'string') return badRequest(command);
        read.push(command);
      }
      commands.set(language, read);
      return done(true);
    },
    getMyCommands: (parameters) => done(commands.get(languageOf(parameters) ?? '') ?? []),
    deleteMyCommands(parameters) {
      commands.delete(languageOf(parameters) ?? '');
      return done(true);
    },
    setMyDescription: (parameters) => describe(descriptions, 'description', MAX_DESCRIPTION, parameters),
    setMyShortDescription: (parameters) =>
      describe(shortDescriptions, 'short_description', MAX_SHORT_DESCRIPTION, parameters),
    commands: (language) => commands.get(language) ?? commands.get('') ?? [],
    description: (language) => descriptions.get(language) ?? descriptions.get('') ?? '',
  };
}

function readCommand(value: unknown): BotCommand | string {
  if (typeof value !== 'object' || value === null) return "can't parse BotCommand";
  const { command, description } = { command: '', description: '', ...value };
  if (typeof command !== 'string' || !/^\/?[a-z0-9_]{1,32}$/.test(command)) return 'BOT_COMMAND_INVALID';
  if (typeof description !== 'string' || description === '') return 'command description must be non-empty';
  if (description.length > MAX_COMMAND_DESCRIPTION) return 'BOT_COMMAND_DESCRIPTION_INVALID';
  return { command: command.replace('/', ''), description };
}

/** Two letters, or empty for everybody else. */
function languageOf(parameters: Parameters): string | undefined {
  const code = parameters.text('language_code') ?? '';
  return /^([a-z]{2})?$/.test(code) ? code : undefined;
}
