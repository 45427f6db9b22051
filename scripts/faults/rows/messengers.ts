import { setTimeout as pause } from 'node:timers/promises';
import type { Fault, Faults } from '../../../bots/playground/faults.ts';
import type { Lab } from '../lab.ts';
import type { Load } from '../load.ts';
import type { Row } from '../row.ts';
import { backAfter } from './back-after.ts';
import { strikes } from './strikes.ts';

const GROUP = 'Messengers';
/** What the bots ask for most, on either messenger. */
const SENDING = ['sendMessage', 'send_message', 'broadcast_message', 'deleteMessages', 'getFile', 'file'];

type Both = readonly [telegram: Faults, viber: Faults];
const both = ({ standIns }: Lab): Both => [standIns.telegram.faults, standIns.viber.faults];

function messengerRow(id: string, fault: string, work: (faults: Both, load: Load) => Promise<string | undefined>): Row {
  return {
    id: `messenger-${id}`,
    group: GROUP,
    fault,
    run: (lab, load) => work(both(lab), load),
    heal: async (lab) => {
      for (const faults of both(lab)) faults.stop();
    },
  };
}

/** The next so many requests meet the fault. Says whether all of them have. */
function next(faults: Faults, fault: Fault, times: number): () => boolean {
  const before = faults.struck(fault.kind);
  faults.next(fault, times, SENDING);
  return () => faults.struck(fault.kind) - before >= times;
}

/** So often a fault strikes at least. */
const STRIKES = 12;

/** A share of all requests meets the fault while a hundred updates are taken, and on until it has struck often enough. */
function often(id: string, words: string, fault: Fault, share: number): Row {
  return messengerRow(id, `${words}, for ${share * 100} % of requests`, async (all, load) => {
    const before = sum(all, fault.kind);
    const struck = () => sum(all, fault.kind) - before;
    for (const faults of all) faults.often(fault, share, SENDING);
    await load.updates(100);
    while (struck() < STRIKES) await load.updates(10);
    return `${struck()} times`;
  });
}

const sum = (all: readonly Faults[], kind: Fault['kind']) => all.reduce((n, faults) => n + faults.struck(kind), 0);

/** Telegram's and Viber's words for a token that is no good. */
const REVOKED: readonly Fault[] = [
  { kind: 'answer', status: 401, body: { ok: false, error_code: 401, description: 'Unauthorized' } },
  { kind: 'answer', status: 200, body: { status: 2, status_message: 'invalidAuthToken' } },
];

export const messengerRows: readonly Row[] = [
  messengerRow(
    '429',
    '429 and Viber’s status 12: the whole bot is silent for a while',
    async ([telegram, viber], load) => {
      await load.updates(20);
      const met = [next(telegram, { kind: 'too-many', seconds: 2 }, 5), next(viber, { kind: 'too-many' }, 1)];
      await load.updates(20);
      await strikes(load, () => met.every((one) => one()));
      return '5 times and once';
    },
  ),
  often('500', '500', { kind: 'server-error', status: 500 }, 0.15),
  messengerRow('silent', 'takes requests and never answers, three times each', async (all, load) => {
    await load.updates(20);
    const met = all.map((faults) => next(faults, { kind: 'never-answers' }, 3));
    await load.updates(60);
    await strikes(load, () => met.every((one) => one()));
    return '3 times each';
  }),
  often('garbage', 'garbage in place of JSON', { kind: 'garbage' }, 0.05),
  often('half', 'half an answer', { kind: 'half-body' }, 0.05),
  often('lost', 'takes the request and hangs up', { kind: 'lost-answer' }, 0.05),
  messengerRow('repeats', 'every fifth update twice, every tenth overtaken by the next', async (all, load) => {
    const before = sum(all, 'duplicate') + sum(all, 'reorder');
    for (const faults of all) {
      faults.often({ kind: 'duplicate' }, 0.2);
      faults.often({ kind: 'reorder' }, 0.1);
    }
    await load.updates(120);
    const struck = () => sum(all, 'duplicate') + sum(all, 'reorder') - before;
    await strikes(load, () => struck() > 0);
    return `${struck()} times`;
  }),
  messengerRow('token-revoked', 'both tokens revoked for five seconds, then good again', async (all, load) => {
    await load.updates(30);
    const before = all.map((faults) => faults.struck('answer'));
    for (const [i, faults] of all.entries()) {
      const fault = REVOKED[i];
      if (fault !== undefined) faults.often(fault, 1);
    }
    await pause(5_000);
    await strikes(load, () => all.every((faults, i) => faults.struck('answer') > (before[i] ?? 0)));
    for (const faults of all) faults.stop();
    return backAfter(load);
  }),
];
