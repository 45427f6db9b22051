import type { ComponentChildren, VNode } from 'preact';
import { type Contact, contactHref, safestFirst } from '../../../domain/solidarity/contacts.ts';
import {
  type DeadPlace,
  deadSince,
  type PublicAppeal,
  type PublicFund,
  type SolidarityDirectory,
} from '../../../domain/solidarity/directory.ts';
import { placesOf, type ReplacedPlace } from '../../../domain/solidarity/places.ts';
import type { HelpKind } from '../../../domain/solidarity/terms.ts';
import { type GivingWay, wayQrText, wayText } from '../../../domain/solidarity/ways.ts';
import { inLanguage, type SomeLanguages } from '../../../domain/some-languages.ts';
import { checksInWords, moneyInWords } from '../../../i18n/solidarity-words.ts';
import { PublicPage, type PublicPageProps } from '../layout.tsx';
import type { Look } from '../site/look.ts';
import { appealPath, DIRECTORY_FILE } from './paths.ts';
import { QrCode } from './qr-code.tsx';

type Own = Omit<PublicPageProps, 'language' | 't' | 'links' | 'styles' | 'foot'>;

/** A public page about solidarity, which says of which day it is. */
export function SolidarityFrame(props: { readonly directory: SolidarityDirectory; readonly look: Look } & Own): VNode {
  const { directory, look, ...own } = props;
  const { language, t, links, day } = look;
  const foot = (
    <>
      {t('solidarity-site-as-of', { day: day(directory.asOf) })}{' '}
      <a href={links.file(DIRECTORY_FILE)}>{t('solidarity-site-data')}</a>
    </>
  );
  return <PublicPage language={language} t={t} links={links} styles="solidarity.css" foot={foot} {...own} />;
}

/** A text in the nearest language that it is written in, which is said to whoever reads aloud. */
export function Text({ of, look }: { readonly of: SomeLanguages; readonly look: Look }): VNode {
  const { text, in: language } = inLanguage(of, look.language);
  return <span lang={language === look.language ? undefined : language}>{text}</span>;
}

/** The same in its own paragraphs. */
export function Paragraphs({ of, look }: { readonly of: SomeLanguages; readonly look: Look }): VNode {
  const { text, in: language } = inLanguage(of, look.language);
  return (
    <div lang={language}>
      {text.split(/\n+/).map((line, i) => (
        <p key={i}>{line}</p>
      ))}
    </div>
  );
}

/** What help is given, in words. */
export function HelpList({ help, look }: { readonly help: readonly HelpKind[]; readonly look: Look }): VNode {
  return (
    <ul class="kinds">
      {help.map((kind) => (
        <li key={kind}>{look.t(`solidarity-help-${kind}`)}</li>
      ))}
    </ul>
  );
}

/** Ways to give, each with its code, how it was checked, and whether it is known not to work. */
export function Ways(props: {
  readonly ways: readonly GivingWay[];
  readonly dead: readonly DeadPlace[];
  readonly look: Look;
}): VNode {
  const { ways, dead, look } = props;
  const { t, day } = look;
  return (
    <ul class="giving">
      {ways.map((way) => {
        const [place] = placesOf({ ways: [way] });
        const since = place === undefined ? undefined : deadSince(dead, place);
        const name = t(`solidarity-place-${way.kind}`);
        return (
          <li key={way.value}>
            <div>
              <h3>{name}</h3>
              {since !== undefined && <p class="warning">{t('solidarity-site-dead', { day: day(since) })}</p>}
              <p class="where">
                {way.kind === 'link' ? (
                  <Away href={way.value}>{way.value}</Away>
                ) : (
                  // Groups are there to be compared; a tap on them takes the whole.
                  <code>{wayText(way)}</code>
                )}
              </p>
              {way.holder !== '' && <p>{t('solidarity-site-holder', { holder: way.holder })}</p>}
              {way.bic !== '' && <p>BIC {way.bic}</p>}
              <p class="small muted">
                {t('solidarity-site-checked', {
                  how: checksInWords(t, way.checks),
                })}
              </p>
            </div>
            {since === undefined && <QrCode text={wayQrText(way)} label={t('solidarity-site-qr', { name })} />}
          </li>
        );
      })}
    </ul>
  );
}

/** How a fund is reached, the safest way first. */
export function Contacts(props: {
  readonly contacts: readonly Contact[];
  readonly dead: readonly DeadPlace[];
  readonly look: Look;
}): VNode {
  const { contacts, dead, look } = props;
  const { t, day } = look;
  return (
    <dl class="contacts">
      {safestFirst(contacts).map((contact) => {
        const href = contactHref(contact);
        const since = deadSince(dead, contact);
        return (
          <div key={contact.value}>
            <dt>{t(`solidarity-place-${contact.kind}`)}</dt>
            <dd>
              {href === undefined ? contact.value : <Away href={href}>{contact.value}</Away>}
              {since !== undefined && <p class="warning">{t('solidarity-site-dead', { day: day(since) })}</p>}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

/** What was valid until some days ago: whoever knows the old one must be able to ask why. */
export function Replaced(props: { readonly replaced: readonly ReplacedPlace[]; readonly look: Look }): VNode | null {
  const { replaced, look } = props;
  const { t, day } = look;
  if (replaced.length === 0) return null;
  return (
    <section class="replaced" aria-labelledby="replaced">
      <h2 id="replaced">{t('solidarity-site-replaced')}</h2>
      <p>{t('solidarity-site-replaced-text')}</p>
      <ul>
        {replaced.map(({ kind, value, changedOn }) => (
          <li key={`${kind} ${value}`}>
            {t(`solidarity-place-${kind as GivingWay['kind'] | Contact['kind'] | 'website'}`)}: <s>{value}</s>{' '}
            <span class="small muted">{t('solidarity-site-replaced-on', { day: day(changedOn) })}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Appeals as a list, each with how far it is. `fundOf` names the fund where it is not plain from the page. */
export function AppealList(props: {
  readonly appeals: readonly PublicAppeal[];
  readonly fundOf?: (id: string) => PublicFund | undefined;
  readonly look: Look;
}): VNode {
  const { appeals, fundOf, look } = props;
  return (
    <ul class="entries">
      {appeals.map((appeal) => {
        const fund = fundOf?.(appeal.fund);
        return (
          <li key={appeal.id}>
            <h3>
              <a href={look.links.page(appealPath(appeal))}>
                <Text of={appeal.title} look={look} />
              </a>
            </h3>
            <Progress appeal={appeal} look={look} />
            {fund !== undefined && (
              <p class="small muted">
                <Text of={fund.name} look={look} />
              </p>
            )}
          </li>
        );
      })}
    </ul>
  );
}

/** How far an appeal is, as its fund has reported. */
export function Progress({ appeal, look }: { readonly appeal: PublicAppeal; readonly look: Look }): VNode {
  const { t, day, language } = look;
  const { goal, reported, status } = appeal;
  return (
    <div class="progress">
      <p>
        <strong>{t(`solidarity-status-${status}`)}</strong> ·{' '}
        {reported === null
          ? t('solidarity-site-goal', { goal: moneyInWords(language, goal) })
          : t('solidarity-site-progress', {
              given: moneyInWords(language, { amount: reported.amount, currency: goal.currency }),
              goal: moneyInWords(language, goal),
              day: day(reported.on),
            })}
      </p>
      {reported !== null && (
        <progress
          value={Math.min(reported.amount, goal.amount)}
          max={goal.amount}
          aria-label={t('solidarity-site-bar')}
        />
      )}
    </div>
  );
}

/** To somewhere that is not ours: it is not told where somebody comes from. */
export function Away({ href, children }: { readonly href: string; readonly children: ComponentChildren }): VNode {
  return (
    <a href={href} rel="noreferrer nofollow">
      {children}
    </a>
  );
}
