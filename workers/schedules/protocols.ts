import { type DriveProtocolsDeps, driveProtocols } from '../../src/actions/protocols/drive-protocols.ts';
import { type Clock, every } from './every.ts';

/** Who types waits for nothing: what follows from an entry is seen within a second. */
const EVERY_MS = 700;

/**
 * Settles result sheets until the signal aborts: photos that have come, entries that reviewers typed, what
 * administrators asked for. Any number of workers may: each takes what is free.
 */
export function protocolsSchedule(deps: Omit<DriveProtocolsDeps, 'resting'> & Clock): Promise<void> {
  const resting = new Map<string, number>();
  return every(
    'protocols',
    EVERY_MS,
    deps,
    async () => {
      await driveProtocols({ ...deps, resting });
    },
    deps.onFailure,
  );
}
