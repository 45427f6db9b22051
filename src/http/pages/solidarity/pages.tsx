import type { FundFilter, SolidarityDirectory } from '../../../domain/solidarity/directory.ts';
import { HELP_KINDS, type HelpKind, isCountry, isLanguage } from '../../../domain/solidarity/terms.ts';
import type { Look } from '../site/look.ts';
import { type SitePage, wholePage } from '../site/page.tsx';
import { NotFoundPage } from '../site/plain-pages.tsx';
import { DirectoryPage } from './directory-page.tsx';
import { AppealPage, FundPage } from './fund-page.tsx';
import { SOLIDARITY } from './paths.ts';

/** What the address of the directory asks for; what is none of the known ones asks for nothing. */
export function filterOf(query: {
  readonly help?: string | undefined;
  readonly country?: string | undefined;
  readonly language?: string | undefined;
}): FundFilter {
  const country = query.country?.toUpperCase();
  return {
    help: helpOf(query.help),
    country: country !== undefined && isCountry(country) ? country : undefined,
    language: query.language !== undefined && isLanguage(query.language) ? query.language : undefined,
  };
}

function helpOf(typed: string | undefined): HelpKind | undefined {
  return HELP_KINDS.find((kind) => kind === typed);
}

/**
 * A page of the directory. The same directory, path and look always give the same bytes: the server and the static export
 * are both made of this. `filter` is the server's, for `/solidarity` itself.
 */
export function solidarityPage(
  directory: SolidarityDirectory,
  path: string,
  look: Look,
  filter: FundFilter = {},
): SitePage {
  const [, , kind, id = ''] = path.split('/');
  const fund = (fundId: string) => directory.funds.find((one) => one.id === fundId);
  const list = (of: FundFilter) => ({
    status: 200 as const,
    html: wholePage(<DirectoryPage directory={directory} filter={of} path={path} look={look} />),
  });
  if (path === SOLIDARITY) return list(filter);
  if (kind === 'help' && helpOf(id) !== undefined) return list({ help: helpOf(id) });
  if (kind === 'countries' && /^[a-z]{2}$/.test(id) && isCountry(id.toUpperCase()))
    return list({ country: id.toUpperCase() });
  const found = kind === 'funds' ? fund(id) : undefined;
  if (found !== undefined)
    return { status: 200, html: wholePage(<FundPage directory={directory} look={look} fund={found} />) };
  const appeal = kind === 'appeals' ? directory.appeals.find((one) => one.id === id) : undefined;
  const through = appeal && fund(appeal.fund);
  if (appeal !== undefined && through !== undefined)
    return {
      status: 200,
      html: wholePage(<AppealPage directory={directory} look={look} appeal={appeal} fund={through} />),
    };
  return { status: 404, html: wholePage(<NotFoundPage look={look} />) };
}
