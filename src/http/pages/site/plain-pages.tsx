import type { VNode } from 'preact';
import type { Localized } from '../../../domain/languages.ts';
import { PublicPage } from '../layout.tsx';
import type { Look } from './look.ts';

/** A bot that takes ballots, where there is one. */
export interface BotLink {
  readonly name: 'telegram' | 'viber' | 'playground';
  readonly href: string;
}

/** `/` before anything is published: says so, and where one can take part. */
export function BeforePage(props: {
  readonly election: { readonly name: Localized; readonly opensOn: string; readonly closesOn: string } | undefined;
  readonly bots: readonly BotLink[];
  readonly look: Look;
}): VNode {
  const { election, bots, look } = props;
  const { t, language, links, day } = look;
  return (
    <PublicPage
      language={language}
      t={t}
      links={links}
      path="/"
      title={t('site-before')}
      {...(election === undefined ? {} : { kicker: election.name[language] })}
      lead={t('site-before-lead')}
      description={t('site-before-what')}
    >
      <p>{t('site-before-what')}</p>
      {election !== undefined && (
        <p>{t('site-before-days', { from: day(election.opensOn), to: day(election.closesOn) })}</p>
      )}
      {bots.length > 0 && (
        <p class="actions">
          {bots.map(({ name, href }) => (
            <a key={name} class="button" href={href} rel="noreferrer">
              {t(`site-bot-${name}`)}
            </a>
          ))}
        </p>
      )}
      <p>
        <a href={links.page('/method')}>{t('site-before-method')}</a>
        {links.live && (
          <>
            {' · '}
            <a href={links.page('/surveys')}>{t('site-before-surveys')}</a>
          </>
        )}
      </p>
    </PublicPage>
  );
}

/** For any address without a page. */
export function NotFoundPage({ look: { t, language, links } }: { readonly look: Look }): VNode {
  return (
    <PublicPage language={language} t={t} links={links} title={t('site-not-found')} lead={t('site-not-found-text')}>
      <p class="actions">
        <a class="button" href={links.page('/find')}>
          {t('site-find-title')}
        </a>
        <a href={links.page('/')}>{t('site-nav-finding')}</a>
      </p>
    </PublicPage>
  );
}
