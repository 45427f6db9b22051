import type { Catalogues } from '../../../i18n/catalogues.ts';
import type { Database } from '../../../storage/database.ts';

/** What the pages about surveys work with. */
export interface SurveyPagesDeps {
  readonly database: Database;
  readonly catalogues: Catalogues;
  readonly now: () => Date;
  /** Where people find the public pages, such as `https://example.org`. */
  readonly origin: string;
  /** Of the election that is served, IANA: times are shown and read in it. */
  readonly timeZone: () => Promise<string>;
  /** Names that the bots go by in links, where they are known. */
  readonly bots?: () => Promise<BotNames>;
}

export interface BotNames {
  /** Telegram's username, without `@`. */
  readonly telegram?: string | undefined;
  /** Viber's URI of the bot. */
  readonly viber?: string | undefined;
}
