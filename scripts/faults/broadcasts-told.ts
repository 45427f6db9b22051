import type { Database } from '../../src/storage/database.ts';
import type { Reconciled } from '../simulate/reconcile.ts';
import type { Load } from './load.ts';

interface Sums {
  readonly state: string;
  readonly fixed: number;
  readonly settled: number;
  readonly sent: number;
  readonly uncertain: number;
}

/** Compares what arrived of each broadcast with its ledger: at most once each, and whoever got it is sent or uncertain. */
export async function reconcileBroadcasts({ pool }: Database, load: Load): Promise<Reconciled> {
  const differences: string[] = [];
  let [arrived, recorded] = [0, 0];
  for (const { id, text } of load.broadcasts) {
    const { rows } = await pool.query<Sums>(
      `select b.state,
              coalesce(sum(o.count) filter (where o.outcome = 'fixed'), 0)::int as fixed,
              coalesce(sum(o.count) filter (where o.outcome <> 'fixed'), 0)::int as settled,
              coalesce(sum(o.count) filter (where o.outcome = 'sent'), 0)::int as sent,
              coalesce(sum(o.count) filter (where o.outcome = 'uncertain'), 0)::int as uncertain
       from broadcasts b left join broadcast_outcomes o on o.broadcast_id = b.id where b.id = $1 group by b.state`,
      [id],
    );
    const [sums] = rows;
    if (sums === undefined) continue;
    const times = load.crowd.citizens.map(({ phone }) => phone.heard.filter((one) => one.text.includes(text)).length);
    const heard = times.filter((n) => n > 0).length;
    arrived += heard;
    recorded += Math.min(heard, sums.sent + sums.uncertain);
    if (sums.state !== 'finished') differences.push(`${text} is ${sums.state}`);
    if (sums.fixed !== sums.settled) differences.push(`${text} ${sums.fixed} recipients, ${sums.settled} outcomes`);
    if (times.some((n) => n > 1)) differences.push(`${text} came twice to ${times.filter((n) => n > 1).length}`);
    if (heard < sums.sent || heard > sums.sent + sums.uncertain)
      differences.push(`${text} came to ${heard}; sent ${sums.sent}, uncertain ${sums.uncertain}`);
  }
  return { what: 'broadcast messages', acknowledged: arrived, stored: recorded, differences };
}

/** Whether every broadcast is over. */
export async function broadcastsAreOver({ pool }: Database): Promise<boolean> {
  const { rows } = await pool.query(
    `select from broadcasts where state not in ('draft', 'finished', 'cancelled') limit 1`,
  );
  return rows.length === 0;
}
