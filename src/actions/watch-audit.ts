import type { Database } from '../storage/database.ts';
import { type ChainReport, verifyAudit } from './verify-audit.ts';

export interface CheckedChain extends ChainReport {
  readonly at: Date;
}

/** Checks the whole trail for whoever looks at it. */
export interface AuditWatch {
  /** What the last check found; undefined before the first. */
  known(): CheckedChain | undefined;
  /** Checks, unless that was done a moment ago; who asks while it is done gets the same. */
  check(): Promise<CheckedChain>;
}

const EVERY_MS = 10_000;
/** A long trail is not read for more than a twentieth of the time. */
const SHARE = 20;

export function createAuditWatch(deps: {
  readonly database: Pick<Database, 'pool'>;
  readonly now: () => Date;
}): AuditWatch {
  let latest: { readonly chain: CheckedChain; readonly notBefore: number } | undefined;
  let checking: Promise<CheckedChain> | undefined;

  async function check(): Promise<CheckedChain> {
    const start = performance.now();
    const chain = { ...(await verifyAudit(deps.database.pool)), at: deps.now() };
    const end = performance.now();
    latest = { chain, notBefore: end + Math.max(EVERY_MS, SHARE * (end - start)) };
    return chain;
  }

  return {
    known: () => latest?.chain,
    async check() {
      if (latest !== undefined && performance.now() < latest.notBefore) return latest.chain;
      checking ??= check().finally(() => {
        checking = undefined;
      });
      return checking;
    },
  };
}
