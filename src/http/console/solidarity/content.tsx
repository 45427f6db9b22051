import type { VNode } from 'preact';
import { LANGUAGES, type Language } from '../../../domain/languages.ts';
import type { AppealContent, FundContent } from '../../../domain/solidarity/fund.ts';
import { namesIn } from '../../../domain/solidarity/names.ts';
import { type GivingWay, wayText } from '../../../domain/solidarity/ways.ts';
import type { SomeLanguages } from '../../../domain/some-languages.ts';
import { checksInWords, moneyInWords, whereInWords } from '../../../i18n/solidarity-words.ts';
import type { Translate } from '../../../i18n/translate.ts';
import { Facts, Table } from '../ui/data.tsx';

interface Shown {
  readonly t: Translate;
  readonly language: Language;
}

/** Everything of a fund as it is, or will be, public: what the second person checks. */
export function FundFacts({ t, language, fund }: Shown & { readonly fund: FundContent }): VNode {
  const names = namesIn(language);
  return (
    <>
      <Facts
        items={[
          [t('solidarity-name'), <Texts key="n" t={t} of={fund.name} />],
          [t('solidarity-about'), <Texts key="a" t={t} of={fund.about} />],
          [t('solidarity-for-whom'), <Texts key="w" t={t} of={fund.forWhom} />],
          [t('solidarity-help'), fund.help.map((kind) => t(`solidarity-help-${kind}`)).join(', ')],
          [t('solidarity-countries'), whereInWords(t, names, fund.countries)],
          [t('solidarity-languages'), fund.languages.map(names.language).join(', ')],
          [t('solidarity-website'), <code key="s">{fund.website === '' ? '–' : fund.website}</code>],
          [t('solidarity-how-checked'), checksInWords(t, fund.checks)],
        ]}
      />
      <Table
        caption={t('solidarity-contacts')}
        columns={[{ label: t('solidarity-contacts') }, { label: t('solidarity-contact-value') }]}
        rows={fund.contacts.map(({ kind, value }) => [t(`solidarity-place-${kind}`), <code key="v">{value}</code>])}
      />
      <WaysTable t={t} ways={fund.ways} />
    </>
  );
}

/** Everything of an appeal. Consent is for organizers only. */
export function AppealFacts({ t, language, appeal }: Shown & { readonly appeal: AppealContent }): VNode {
  return (
    <>
      <Facts
        items={[
          [t('solidarity-title'), <Texts key="t" t={t} of={appeal.title} />],
          [t('solidarity-story'), <Texts key="s" t={t} of={appeal.story} />],
          [t('solidarity-help'), appeal.help.map((kind) => t(`solidarity-help-${kind}`)).join(', ')],
          [t('solidarity-goal'), moneyInWords(language, appeal.goal)],
          [
            t('solidarity-consent'),
            t('solidarity-consent-on', { how: t(`solidarity-consent-${appeal.consent.kind}`), day: appeal.consent.on }),
          ],
        ]}
      />
      {appeal.ways.length === 0 ? <p>{t('solidarity-through-fund')}</p> : <WaysTable t={t} ways={appeal.ways} />}
    </>
  );
}

/** Ways to give, letter by letter, with how each was checked. */
export function WaysTable({ t, ways }: { readonly t: Translate; readonly ways: readonly GivingWay[] }): VNode {
  return (
    <Table
      caption={t('solidarity-ways')}
      columns={[
        { label: t('solidarity-ways') },
        { label: t('solidarity-value') },
        { label: t('solidarity-how-checked') },
      ]}
      rows={ways.map((way) => [
        t(`solidarity-place-${way.kind}`),
        <>
          <code>{wayText(way)}</code>
          {way.holder !== '' && <br />}
          {[way.holder, way.bic].filter((part) => part !== '').join(' · ')}
        </>,
        checksInWords(t, way.checks),
      ])}
    />
  );
}

function Texts({ t, of }: { readonly t: Translate; readonly of: SomeLanguages }): VNode {
  return (
    <>
      {LANGUAGES.map((language) =>
        of[language] === undefined ? null : (
          <p key={language} lang={language} class="lines">
            <small class="muted">{t(`language-${language}`)}</small> {of[language]}
          </p>
        ),
      )}
    </>
  );
}
