import { isConflict, isDatabaseAway } from '../src/actions/take-updates.ts';
import { errorFields, type Log } from '../src/config/log.ts';

/** Tells of work that failed. While the database is away, or busy, nobody has to act: every row is still open. */
export function jobFailed(log: Log): (error: unknown) => void {
  return (error) => {
    if (isDatabaseAway(error)) log.warn('database-away', errorFields(error));
    else if (isConflict(error)) log.warn('database-busy', errorFields(error));
    else log.error('job-failed', errorFields(error));
  };
}
