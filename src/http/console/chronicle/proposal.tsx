import { type ChronicleProposal, chronicleProposal } from '../../../actions/chronicle/publish-entry.ts';
import { LANGUAGES, type Language } from '../../../domain/languages.ts';
import { wordsIn } from '../../../domain/some-languages.ts';
import type { ProposalView } from '../proposals/view.ts';
import { Facts } from '../ui/data.tsx';
import { previewLook } from './deps.ts';
import { EntryPreview } from './preview.tsx';
import { hrefOf } from './replies.ts';

/** An entry as the second person is shown it. */
export const chronicleProposalView: ProposalView<ChronicleProposal> = {
  kind: 'chronicle.publish',
  content: chronicleProposal,
  title: ({ number, content }, { t, language }) =>
    number === null
      ? t('chronicle-desk-proposal-new', { title: wordsIn(content.title, language) })
      : t('chronicle-desk-proposal-correction', { number, title: wordsIn(content.title, language) }),
  body: ({ number, content, note, hidesEarlier }, { t }) => {
    const noted = LANGUAGES.flatMap((language): [string, string][] => {
      const words = note?.[language];
      return words === undefined ? [] : [[`${t('chronicle-desk-note')}, ${t(`language-${language}`)}`, words]];
    });
    return (
      <>
        {number !== null && (
          <Facts
            items={[
              ...noted,
              [t('chronicle-desk-hides'), t(hidesEarlier ? 'chronicle-desk-yes' : 'chronicle-desk-no')],
            ]}
          />
        )}
        {content.photos.length > 0 && <p>{t('chronicle-desk-faces-text')}</p>}
        <EntryPreview t={t} content={content} lookIn={(language: Language) => previewLook(t, language)} />
      </>
    );
  },
  href: (subject) => hrefOf(subject),
};
