import type { VNode } from 'preact';
import { deadSince, type PublicFund, type SolidarityDirectory } from '../../../domain/solidarity/directory.ts';
import { namesIn } from '../../../domain/solidarity/names.ts';
import { wordsIn } from '../../../domain/some-languages.ts';
import { checksInWords } from '../../../i18n/solidarity-words.ts';
import type { Look } from '../site/look.ts';
import { whereText } from './directory-page.tsx';
import {
  AppealList,
  Away,
  Contacts,
  HelpList,
  Paragraphs,
  Progress,
  Replaced,
  SolidarityFrame,
  Text,
  Ways,
} from './parts.tsx';
import { appealPath, fundPath, SOLIDARITY } from './paths.ts';

interface PageProps {
  readonly directory: SolidarityDirectory;
  readonly look: Look;
}

/** One fund: what it does, how it was checked, how to give and how to reach it. */
export function FundPage({ directory, look, fund }: PageProps & { readonly fund: PublicFund }): VNode {
  const { t, day } = look;
  const appeals = directory.appeals.filter((appeal) => appeal.fund === fund.id);
  const dead = fund.website === '' ? undefined : deadSince(fund.dead, { kind: 'website', value: fund.website });
  return (
    <SolidarityFrame
      directory={directory}
      look={look}
      path={fundPath(fund)}
      title={wordsIn(fund.name, look.language)}
      kicker={<a href={look.links.page(SOLIDARITY)}>{t('solidarity-site-title')}</a>}
    >
      <HelpList help={fund.help} look={look} />
      <section>
        <Paragraphs of={fund.about} look={look} />
        <dl class="contacts">
          <div>
            <dt>{t('solidarity-for-whom')}</dt>
            <dd>
              <Text of={fund.forWhom} look={look} />
            </dd>
          </div>
          <div>
            <dt>{t('solidarity-site-where')}</dt>
            <dd>{whereText(fund, look, namesIn(look.language))}</dd>
          </div>
          {fund.website !== '' && (
            <div>
              <dt>{t('solidarity-website')}</dt>
              <dd>
                <Away href={fund.website}>{fund.website}</Away>
                {dead !== undefined && <p class="warning">{t('solidarity-site-dead', { day: day(dead) })}</p>}
              </dd>
            </div>
          )}
          <div>
            <dt>{t('solidarity-site-two')}</dt>
            <dd>
              {t('solidarity-site-two-on', {
                day: day(fund.checkedOn),
                how: checksInWords(t, fund.checks),
              })}
            </dd>
          </div>
        </dl>
      </section>
      <Replaced replaced={fund.replaced} look={look} />
      {fund.ways.length > 0 && (
        <section>
          <h2>{t('solidarity-ways')}</h2>
          <p class="care">{t('solidarity-site-compare')}</p>
          <Ways ways={fund.ways} dead={fund.dead} look={look} />
        </section>
      )}
      {fund.contacts.length > 0 && (
        <section>
          <h2>{t('solidarity-site-reach')}</h2>
          <p>{t('solidarity-site-reach-text')}</p>
          <Contacts contacts={fund.contacts} dead={fund.dead} look={look} />
        </section>
      )}
      {appeals.length > 0 && (
        <section>
          <h2>{t('solidarity-appeals')}</h2>
          <AppealList appeals={appeals} look={look} />
        </section>
      )}
    </SolidarityFrame>
  );
}

/** One appeal: how far it is, and how to help through its fund. */
export function AppealPage(
  props: PageProps & { readonly appeal: SolidarityDirectory['appeals'][number]; readonly fund: PublicFund },
): VNode {
  const { directory, look, appeal, fund } = props;
  const { t, links } = look;
  const own = appeal.ways.length > 0;
  return (
    <SolidarityFrame
      directory={directory}
      look={look}
      path={appealPath(appeal)}
      title={wordsIn(appeal.title, look.language)}
      kicker={
        <a href={links.page(fundPath(fund))}>
          <Text of={fund.name} look={look} />
        </a>
      }
    >
      <HelpList help={appeal.help} look={look} />
      <Progress appeal={appeal} look={look} />
      <p class="small muted">{t('solidarity-site-reported')}</p>
      <section>
        <Paragraphs of={appeal.story} look={look} />
      </section>
      <Replaced replaced={[...appeal.replaced, ...(own ? [] : fund.replaced)]} look={look} />
      {appeal.status === 'closed' ? (
        <p class="note">{t('solidarity-site-closed')}</p>
      ) : (
        <section>
          <h2>{t('solidarity-ways')}</h2>
          <p class="care">{t(own ? 'solidarity-site-compare' : 'solidarity-site-through')}</p>
          <Ways ways={own ? appeal.ways : fund.ways} dead={own ? appeal.dead : fund.dead} look={look} />
        </section>
      )}
    </SolidarityFrame>
  );
}
