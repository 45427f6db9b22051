import { appealPage, fundPage } from '../../../actions/solidarity/entry.ts';
import { type AppealProposal, appealProposal } from '../../../actions/solidarity/publish-appeal.ts';
import { type FundProposal, fundProposal } from '../../../actions/solidarity/publish-fund.ts';
import { wordsIn } from '../../../domain/some-languages.ts';
import { moneyInWords } from '../../../i18n/solidarity-words.ts';
import type { ProposalView } from '../proposals/view.ts';
import { Facts } from '../ui/data.tsx';
import { Notice } from '../ui/messages.tsx';
import { FundFacts, WaysTable } from './content.tsx';
import { Changes } from './parts.tsx';

/** A fund as the second person is shown it: first what changes of where money goes. */
export const fundProposalView: ProposalView<FundProposal> = {
  kind: 'fund.publish',
  content: fundProposal,
  title: ({ fund }, { t, language }) => t('solidarity-proposal', { name: wordsIn(fund.name, language) }),
  body: ({ fund, changes }, { t, language }) => (
    <>
      <Notice tone="warning">{t('solidarity-check-yourself')}</Notice>
      <h3>{t('solidarity-changes')}</h3>
      <Changes t={t} changes={changes} />
      <h3>{t('solidarity-whole')}</h3>
      <FundFacts t={t} language={language} fund={fund} />
    </>
  ),
  href: (subject) => `/console${fundPage(subject)}`,
};

/** An appeal: its story is read on its own page, because a proposal is kept for good and a story is not. */
export const appealProposalView: ProposalView<AppealProposal> = {
  kind: 'appeal.publish',
  content: appealProposal,
  title: ({ fundId }, { t, subject }) => t('solidarity-proposal-appeal', { id: subject, fund: fundId }),
  body: ({ fundId, revision, sha256, goal, ways, changes }, { t, language, subject }) => (
    <>
      <Notice tone="warning">{t('solidarity-check-yourself')}</Notice>
      <p>
        <a href={`/console${appealPage(fundId, subject)}`}>
          {t('solidarity-read-appeal', { revision, seal: sha256.slice(0, 16) })}
        </a>
      </p>
      <Facts items={[[t('solidarity-goal'), moneyInWords(language, goal)]]} />
      <h3>{t('solidarity-changes')}</h3>
      <Changes t={t} changes={changes} />
      {ways.length === 0 ? <p>{t('solidarity-through-fund')}</p> : <WaysTable t={t} ways={ways} />}
    </>
  ),
};
