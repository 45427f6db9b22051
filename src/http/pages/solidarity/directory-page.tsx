import type { VNode } from 'preact';
import {
  byName,
  choicesOf,
  type FundFilter,
  fundsFor,
  listedAppeals,
  type PublicFund,
  type SolidarityDirectory,
} from '../../../domain/solidarity/directory.ts';
import { type Names, namesIn } from '../../../domain/solidarity/names.ts';
import { whereInWords } from '../../../i18n/solidarity-words.ts';
import type { Look } from '../site/look.ts';
import { AppealList, HelpList, SolidarityFrame, Text } from './parts.tsx';
import { countryPath, fundPath, helpPath, SOLIDARITY } from './paths.ts';

/** Funds and appeals, all of them or those that fit. */
export function DirectoryPage(props: {
  readonly directory: SolidarityDirectory;
  readonly filter: FundFilter;
  /** This page's own. */
  readonly path: string;
  readonly look: Look;
}): VNode {
  const { directory, filter, path, look } = props;
  const { t, links } = look;
  const names = namesIn(look.language);
  const funds = byName(fundsFor(directory.funds, filter), look.language);
  // An appeal is found by what it asks for; a country or a language is its fund's.
  const shown = new Set(fundsFor(directory.funds, { ...filter, help: undefined }).map(({ id }) => id));
  const appeals = listedAppeals(directory.appeals, filter).filter(({ fund }) => shown.has(fund));
  const all = new Map(directory.funds.map((fund) => [fund.id, fund]));
  const isAll = Object.values(filter).every((value) => value === undefined);
  return (
    <SolidarityFrame
      directory={directory}
      look={look}
      path={path}
      title={isAll ? t('solidarity-site-title') : titleOf(filter, look, names)}
      kicker={isAll ? undefined : <a href={links.page(SOLIDARITY)}>{t('solidarity-site-title')}</a>}
      lead={t('solidarity-site-lead')}
      description={t('solidarity-site-lead')}
    >
      <p class="care">{t('solidarity-site-safe')}</p>
      {links.search === undefined ? (
        <FilterLinks directory={directory} look={look} names={names} />
      ) : (
        <FilterForm directory={directory} filter={filter} look={look} names={names} />
      )}
      <section>
        <h2>{t('solidarity-site-funds', { count: funds.length })}</h2>
        {funds.length === 0 ? (
          <p>{t(isAll ? 'solidarity-site-none' : 'solidarity-site-none-fit')}</p>
        ) : (
          <FundList funds={funds} look={look} names={names} />
        )}
      </section>
      {appeals.length > 0 && (
        <section>
          <h2>{t('solidarity-appeals')}</h2>
          <p>{t('solidarity-site-appeals')}</p>
          <AppealList appeals={appeals} fundOf={(id) => all.get(id)} look={look} />
        </section>
      )}
    </SolidarityFrame>
  );
}

function FundList(props: { readonly funds: readonly PublicFund[]; readonly look: Look; readonly names: Names }): VNode {
  const { funds, look, names } = props;
  return (
    <ul class="entries">
      {funds.map((fund) => (
        <li key={fund.id}>
          <h3>
            <a href={look.links.page(fundPath(fund))}>
              <Text of={fund.name} look={look} />
            </a>
          </h3>
          <p class="short">
            <Text of={fund.about} look={look} />
          </p>
          <HelpList help={fund.help} look={look} />
          <p class="small muted">{whereText(fund, look, names)}</p>
        </li>
      ))}
    </ul>
  );
}

/** Where a fund helps, and in which languages one writes to it. */
export function whereText({ countries, languages }: PublicFund, { t }: Look, names: Names): string {
  return `${whereInWords(t, names, countries)} · ${languages.map(names.language).join(', ')}`;
}

function titleOf({ help, country, language }: FundFilter, { t }: Look, names: Names): string {
  return [
    ...(help === undefined ? [] : [t(`solidarity-help-${help}`)]),
    ...(country === undefined ? [] : [names.country(country)]),
    ...(language === undefined ? [] : [names.language(language)]),
  ].join(' · ');
}

interface FilterProps {
  readonly directory: SolidarityDirectory;
  readonly look: Look;
  readonly names: Names;
}

/** On a server: any combination. */
function FilterForm(props: FilterProps & { readonly filter: FundFilter }): VNode {
  const { directory, filter, look, names } = props;
  const { t, language } = look;
  const choices = choicesOf(directory.funds);
  return (
    <search>
      <form class="filters" action={SOLIDARITY} method="get">
        <input type="hidden" name="lang" value={language} />
        <Select name="help" label={t('solidarity-help')} value={filter.help} all={t('solidarity-site-any')}>
          {choices.help.map((kind) => [kind, t(`solidarity-help-${kind}`)])}
        </Select>
        <Select
          name="country"
          label={t('solidarity-site-country')}
          value={filter.country}
          all={t('solidarity-site-any')}
        >
          {sorted(choices.countries.map((code) => [code, names.country(code)]))}
        </Select>
        <Select
          name="language"
          label={t('solidarity-site-language')}
          value={filter.language}
          all={t('solidarity-site-any')}
        >
          {sorted(choices.languages.map((code) => [code, names.language(code)]))}
        </Select>
        <button type="submit" class="button">
          {t('solidarity-site-filter')}
        </button>
      </form>
    </search>
  );
}

function Select(props: {
  readonly name: string;
  readonly label: string;
  readonly value: string | undefined;
  readonly all: string;
  readonly children: readonly (readonly [string, string])[];
}): VNode {
  const { name, label, value, all, children } = props;
  return (
    <label>
      {label}
      <select name={name}>
        <option value="">{all}</option>
        {children.map(([code, text]) => (
          <option key={code} value={code} selected={code === value}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}

/** In files: a page for each kind of help and each country. */
function FilterLinks({ directory, look, names }: FilterProps): VNode | null {
  const { t, links } = look;
  const { help, countries } = choicesOf(directory.funds);
  if (directory.funds.length === 0) return null;
  return (
    <nav class="filters" aria-label={t('solidarity-site-filter')}>
      <ul>
        {help.map((kind) => (
          <li key={kind}>
            <a href={links.page(helpPath(kind))}>{t(`solidarity-help-${kind}`)}</a>
          </li>
        ))}
      </ul>
      <ul>
        {sorted(countries.map((code) => [code, names.country(code)])).map(([code, name]) => (
          <li key={code}>
            <a href={links.page(countryPath(code))}>{name}</a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function sorted(pairs: readonly (readonly [string, string])[]): (readonly [string, string])[] {
  return [...pairs].sort(([, a], [, b]) => (a < b ? -1 : 1));
}
