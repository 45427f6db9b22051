import { broadcastProposalKind } from './broadcasts/start.ts';
import { publishChronicleKind } from './chronicle/publish-entry.ts';
import { publishEditionKind } from './editions/publish-edition.ts';
import { exportResultsKind } from './results/export-results.ts';
import { publishResultsKind } from './results/publish-results.ts';
import { publishAppealKind } from './solidarity/publish-appeal.ts';
import { publishFundKind } from './solidarity/publish-fund.ts';
import type { AnyProposalKind } from './two-people.ts';

/** Everything that takes two people. A subject adds its kinds here, a line each. */
export const proposalKinds: readonly AnyProposalKind[] = [
  broadcastProposalKind,
  publishResultsKind,
  exportResultsKind,
  publishEditionKind,
  publishChronicleKind,
  publishFundKind,
  publishAppealKind,
];
