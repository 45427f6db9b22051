import type { AttackAlarm } from './alarm.ts';
import { deletionAlarms } from './deletions.ts';
import type { AttackFigures } from './figures.ts';
import { photoAlarms } from './photos.ts';
import { reviewerAlarms } from './reviewers.ts';
import { stationAlarms } from './stations.ts';

/** Everything that looks like an attack. */
export function attackAlarms(figures: AttackFigures): AttackAlarm[] {
  return [...stationAlarms(figures), ...photoAlarms(figures), ...deletionAlarms(figures), ...reviewerAlarms(figures)];
}
