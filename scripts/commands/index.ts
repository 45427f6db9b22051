import { auditVerify } from './audit.ts';
import { backupCommand, backupKeys } from './backup.ts';
import { calibrateNearDuplicates } from './calibrate-near-duplicates.ts';
import type { Command } from './command.ts';
import { databaseGrant } from './database-grant.ts';
import { deadLettersDelete, deadLettersList, deadLettersShow } from './dead-letters.ts';
import { electionCreate } from './election-create.ts';
import { exportSiteCommand } from './export-site.ts';
import { findingCommand } from './finding.ts';
import { importOfficialCommand } from './import-official.ts';
import { importStationsCommand } from './import-stations.ts';
import { keysCreate, keysShow } from './keys.ts';
import { keysRotate } from './keys-rotate.ts';
import { keysJoin, keysSplit } from './keys-split.ts';
import { keysStatus } from './keys-status.ts';
import { organizerInvite } from './organizer-invite.ts';
import { prepareCommand } from './prepare.ts';
import { recount } from './recount.ts';
import { replayCommand } from './replay.ts';
import { restoreCommand } from './restore.ts';
import { reviewGold } from './review-gold.ts';
import { simulateCommand } from './simulate.ts';
import { simulateAttackCommand } from './simulate-attack.ts';
import { simulateMarchCommand } from './simulate-march.ts';
import { simulateReviewCommand } from './simulate-review.ts';
import { verifyCommand } from './verify.ts';
import { wipeCommand } from './wipe.ts';

/** Everything that `golos` does, in the order of its help. */
export const commands: readonly Command[] = [
  electionCreate,
  importStationsCommand,
  importOfficialCommand,
  findingCommand,
  exportSiteCommand,
  verifyCommand,
  replayCommand,
  prepareCommand,
  keysCreate,
  keysShow,
  keysStatus,
  keysRotate,
  keysSplit,
  keysJoin,
  wipeCommand,
  backupKeys,
  backupCommand,
  restoreCommand,
  organizerInvite,
  recount,
  deadLettersList,
  deadLettersShow,
  deadLettersDelete,
  reviewGold,
  auditVerify,
  databaseGrant,
  simulateCommand,
  simulateReviewCommand,
  simulateMarchCommand,
  simulateAttackCommand,
  calibrateNearDuplicates,
];
