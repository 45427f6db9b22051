import { type BroadcastProposal, broadcastProposal } from '../../../actions/broadcasts/start.ts';
import type { ProposalView } from '../proposals/view.ts';
import { Facts, Time } from '../ui/data.tsx';
import { audienceWords } from './audience-words.ts';
import { BroadcastPreview } from './preview.tsx';

/** A broadcast as the second person is shown it. */
export const broadcastProposalView: ProposalView<BroadcastProposal> = {
  kind: 'broadcast.start',
  content: broadcastProposal,
  title: ({ title, recipients }, { t }) => t('broadcasts-proposal-title', { title, recipients }),
  body: ({ content, audience, startsAt, hours, recipients }, { t, language, timeZone }) => {
    const words = audienceWords(t, audience);
    return (
      <>
        <Facts
          items={[
            [t('broadcasts-recipients'), t('broadcasts-number', { number: recipients })],
            ...(words.length === 0 ? [[t('broadcasts-audience'), t('broadcasts-everybody')] as const] : words),
            [
              t('broadcasts-starts-at'),
              startsAt === null ? (
                t('broadcasts-at-once')
              ) : (
                <Time at={new Date(startsAt)} language={language} zone={timeZone} />
              ),
            ],
            [t('broadcasts-hours'), hours === null ? t('broadcasts-any-hour') : t('broadcasts-hours-of', hours)],
            ...(content.link === null ? [] : [[t('broadcasts-link-url'), content.link.url] as const]),
          ]}
        />
        <BroadcastPreview t={t} content={content} />
      </>
    );
  },
  href: (subject) => `/console/broadcasts/${subject}`,
};
