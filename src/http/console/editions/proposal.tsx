import { type EditionProposal, editionProposal } from '../../../actions/editions/publish-edition.ts';
import type { ProposalView } from '../proposals/view.ts';
import { EditionFigures, numberIn } from './figures.tsx';

/** Data files of a prepared edition that whoever decides may look at. */
export const PREVIEW_FILES = ['stations.csv', 'totals.csv', 'changes.csv', 'summary.json', 'edition.json'] as const;

/** An edition as the second person is shown it. */
export const editionProposalView: ProposalView<EditionProposal> = {
  kind: 'edition.publish',
  content: editionProposal,
  title: ({ number, election, summary: { country } }, { t, language }) =>
    t('editions-proposal', {
      number,
      election: election.name[language],
      proven: numberIn(language)(country.proven),
      missing: numberIn(language)(country.missing),
    }),
  body: (content, view) => (
    <>
      <h3>{view.t('editions-what-is-public')}</h3>
      <EditionFigures content={content} view={view} />
      <p>{view.t('editions-all-files')}</p>
      <ul>
        {PREVIEW_FILES.map((name) => (
          <li key={name}>
            <a href={`/console/editions/prepared/${view.subject}/${name}`}>{name}</a>
          </li>
        ))}
      </ul>
    </>
  ),
};
