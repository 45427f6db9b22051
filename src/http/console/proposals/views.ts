import { broadcastProposalView } from '../broadcasts/proposal.tsx';
import { chronicleProposalView } from '../chronicle/proposal.tsx';
import { editionProposalView } from '../editions/proposal.tsx';
import { exportResultsView, publishResultsView } from '../results/proposal-views.tsx';
import { appealProposalView, fundProposalView } from '../solidarity/proposal.tsx';
import type { AnyProposalView } from './view.ts';

/** How each kind of proposal is shown. A kind adds its view here, a line each. */
export const proposalViews: readonly AnyProposalView[] = [
  broadcastProposalView,
  publishResultsView,
  exportResultsView,
  editionProposalView,
  chronicleProposalView,
  fundProposalView,
  appealProposalView,
];
