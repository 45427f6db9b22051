import type { OpenAuditedPhotoDeps } from '../../../actions/open-audited-photo.ts';
import type { AnyProposalKind } from '../../../actions/two-people.ts';
import { dayIn } from '../../../domain/elections.ts';
import type { Language } from '../../../domain/languages.ts';
import type { Translate } from '../../../i18n/translate.ts';
import type { Database } from '../../../storage/database.ts';
import { serverLinks } from '../../pages/site/links.ts';
import { type Look, speechIn } from '../../pages/site/look.ts';

/** What the pages about the chronicle work with. */
export interface ChroniclePagesDeps {
  readonly database: Database;
  readonly now: () => Date;
  /** Where people find the public pages, such as `https://example.org`. */
  readonly origin: string;
  /** Of the election that is served, IANA: “today” is a day in it. */
  readonly timeZone: () => Promise<string>;
  readonly kinds: readonly AnyProposalKind[];
  /** For photos that citizens sent. */
  readonly photos: OpenAuditedPhotoDeps;
}

/** What organizers are at, in their own time zone. */
export async function todayOf({ now, timeZone }: Pick<ChroniclePagesDeps, 'now' | 'timeZone'>): Promise<string> {
  return dayIn(await timeZone(), now());
}

/** How a preview of the public pages speaks: the console's words around what is in `language`. */
export function previewLook(t: Translate, language: Language): Look {
  return { ...speechIn(language, t), links: serverLinks(language) };
}
