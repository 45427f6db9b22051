import { EXPORT_HOURS, type ExportContent, exportContent } from '../../../actions/results/export-results.ts';
import { type PublicationContent, publication } from '../../../actions/results/publish-results.ts';
import { LANGUAGES } from '../../../domain/languages.ts';
import { QuestionFigures } from '../../charts/question-figures.tsx';
import { BroadcastPreview } from '../broadcasts/preview.tsx';
import type { ProposalView } from '../proposals/view.ts';
import { Card, Facts } from '../ui/data.tsx';

/** A publication as the second person is shown it: every figure that will be public, and every picture. */
export const publishResultsView: ProposalView<PublicationContent> = {
  kind: 'results.publish',
  content: publication,
  title: ({ title, questions }, { t, language }) =>
    t('results-publish-proposal', { title: title[language], n: questions.length }),
  body: ({ questions, chat }, { t, language }) => (
    <>
      <h3>{t('results-publish-proposal-page')}</h3>
      {questions.map((question) => (
        <Card key={question.id} title={question.text[language]}>
          <Facts items={LANGUAGES.map((one) => [t(`language-${one}`), question.text[one]] as const)} />
          <QuestionFigures question={question} words={{ t, language }} />
        </Card>
      ))}
      {chat === null ? (
        <p>{t('results-publish-proposal-nothing')}</p>
      ) : (
        <>
          <h3>{t('results-publish-proposal-chat')}</h3>
          <BroadcastPreview t={t} content={chat} />
        </>
      )}
    </>
  ),
  href: (subject) => `/console/surveys/${subject}/results`,
};

/** An export as the second person is shown it. */
export const exportResultsView: ProposalView<ExportContent> = {
  kind: 'results.export',
  content: exportContent,
  title: ({ sets }, { t }) => t('results-export-proposal', { n: sets }),
  body: ({ texts }, { t }) => (
    <>
      <p>{t('results-export-proposal-what', { hours: EXPORT_HOURS })}</p>
      <p>{t(texts ? 'results-export-with-texts' : 'results-export-without-texts')}</p>
    </>
  ),
  href: (subject) => `/console/surveys/${subject}/results`,
};
