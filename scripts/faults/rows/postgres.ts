import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import type { Lab } from '../lab.ts';
import type { Row } from '../row.ts';
import { backAfter } from './back-after.ts';
import { heardFromNow, strikes } from './strikes.ts';

const GROUP = 'Postgres';

/** One statement as an administrator, on a connection of its own. */
async function administer({ postgres }: Lab, ...statements: readonly string[]): Promise<void> {
  const client = await connected(postgres.url);
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end().catch(() => undefined);
  }
}

const killed: Row = {
  id: 'postgres-killed',
  group: GROUP,
  fault: '`kill -9` of the server, twice; it is started again',
  async run({ postgres }, load) {
    await load.updates(30);
    await postgres.kill();
    await backAfter(load);
    await load.updates(20);
    await postgres.kill();
    return backAfter(load);
  },
};

const away: Row = {
  id: 'postgres-away',
  group: GROUP,
  fault: 'gone for three seconds: webhooks and `/readyz` answer 503, `/healthz` 200',
  async run({ postgres, origin }, load) {
    await load.updates(30);
    await postgres.stop();
    const [ready, health] = await Promise.all(['readyz', 'healthz'].map((path) => fetch(`${origin}/${path}`)));
    await pause(3_000);
    await postgres.start();
    const back = await backAfter(load);
    if (ready?.status !== 503 || health?.status !== 200)
      throw new Error(`/readyz said ${ready?.status}, /healthz ${health?.status}`);
    return back;
  },
};

const cut: Row = {
  id: 'connections-cut',
  group: GROUP,
  fault: 'every connection cut, LISTEN’s among them, five times',
  async run(lab, load) {
    for (let time = 0; time < 5; time += 1) {
      await load.updates(10);
      await administer(
        lab,
        "select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and backend_type = 'client backend'",
      );
    }
    return backAfter(load);
  },
};

const listen: Row = {
  id: 'listen-cut',
  group: GROUP,
  fault: 'only the LISTEN connections cut, each second, ten times',
  backends: ['postgres'],
  async run(lab, load) {
    let count = 0;
    for (let time = 0; time < 10; time += 1) {
      await pause(1_000);
      const { rowCount } = await lab.database.pool.query(
        `select pg_terminate_backend(pid) from pg_stat_activity where query ilike '%listen bullmq%' and pid <> pg_backend_pid()`,
      );
      count += rowCount ?? 0;
    }
    if (count === 0) throw new Error('nobody was listening');
    return `${count} cut; ${await backAfter(load)}`;
  },
};

const exhausted: Row = {
  id: 'pool-exhausted',
  group: GROUP,
  fault: 'every connection of the server taken by others for four seconds, ours cut',
  async run(lab, load) {
    await load.updates(30);
    const refused = heardFromNow(lab, NONE_LEFT);
    const address = await takerOf(lab);
    // What is reserved for administrators is enough for one.
    const admin = await connected(lab.postgres.url);
    const others: pg.Client[] = [];
    const take = async (): Promise<boolean> => {
      const client = await connectedUnlessFull(address);
      if (client !== undefined) others.push(client);
      return client !== undefined;
    };
    const takeAll = async () => {
      let isFull = false;
      while (!isFull) isFull = (await Promise.all(Array.from({ length: 20 }, take))).includes(false);
    };
    const hold = async () => {
      // Ours come again at once and are quicker now and then: whoever was is cut again.
      await admin.query(
        `select pg_terminate_backend(pid) from pg_stat_activity where backend_type = 'client backend' and usename like 'golos\\_%'`,
      );
      await takeAll();
      await pause(HOLD_EVERY_MS);
    };
    try {
      await takeAll();
      for (const until = performance.now() + 4_000; performance.now() < until; ) await hold();
      await strikes(load, () => refused() > 0);
    } finally {
      await Promise.all([admin, ...others].map((client) => client.end().catch(() => undefined)));
    }
    return `${others.length} taken, ours refused ${refused()} times; ${await backAfter(load)}`;
  },
};

const HOLD_EVERY_MS = 50;
/** 53300, too many connections. */
const NONE_LEFT = /: (database|queues)-away .*53300/;

async function connected(connectionString: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

async function connectedUnlessFull(connectionString: string): Promise<pg.Client | undefined> {
  try {
    return await connected(connectionString);
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.code === '53300') return undefined;
    throw error;
  }
}

/** An address under which connections count as everybody's do. */
async function takerOf(lab: Lab): Promise<string> {
  const url = new URL(lab.postgres.url);
  await lab.database.pool.query(
    `do $$ begin create role faults_taker login password 'faults'; exception when duplicate_object then null; end $$`,
  );
  url.username = 'faults_taker';
  url.password = 'faults';
  return url.href;
}

const locked: Row = {
  id: 'table-locked',
  group: GROUP,
  fault: 'somebody holds the table of people for eight seconds: every connection of the pools waits',
  async run(lab, load) {
    await load.updates(30);
    await administer(lab, 'begin', 'lock table people in access exclusive mode', 'select pg_sleep(8)', 'commit');
    return backAfter(load);
  },
};

const serialization: Row = {
  id: 'serialization',
  group: GROUP,
  fault: 'one write in fifteen is refused: serialization failures (40001) and deadlocks (40P01)',
  async run(lab, load) {
    await administer(lab, ...REFUSE_SOME);
    await load.updates(150);
    const { rows } = await lab.database.pool.query<{ n: string }>(
      `select case when is_called then last_value else 0 end::text as n from faults_refused`,
    );
    if (rows[0]?.n === '0') throw new Error('the fault did not strike');
    return `${rows[0]?.n} refused`;
  },
  heal: (lab) => administer(lab, ...REFUSE_NONE),
};

const TABLES = ['updates', 'people', 'outbox', 'ballots', 'photos', 'tallies', 'answer_sets', 'broadcast_recipients'];
/** One table after the other: whoever locks all of them at once meets transactions that do, and is the one to be refused. */
const REFUSE_NONE = [
  ...TABLES.map((table) => `drop trigger if exists faults_refuse on ${table}`),
  'drop function if exists faults_refuse',
  'drop sequence if exists faults_refused',
];
const REFUSE_SOME = [
  'create sequence faults_refused',
  'grant all on sequence faults_refused to public',
  `create function faults_refuse() returns trigger language plpgsql as $$
   declare code text := case when random() < 0.5 then '40001' else '40P01' end;
   begin
     if random() < 1 / 15.0 then
       perform nextval('faults_refused');
       raise exception 'refused for a test' using errcode = code;
     end if;
     return null;
   end $$`,
  ...TABLES.map(
    (table) =>
      `create trigger faults_refuse before insert or update or delete on ${table} for each statement execute function faults_refuse()`,
  ),
];

/** 53100, disk full; or it has ended, because its log of changes must be written. A busy machine's timeouts have no code. */
const NO_ROOM = /: (database|queues)-away .*(53100|57P0\d|ECONN)/;

const full: Row = {
  id: 'postgres-disk-full',
  group: GROUP,
  fault: 'its disk (a small tmpfs) full for five seconds',
  unavailable: ({ disks: { postgres } }) => ('unavailable' in postgres ? postgres.unavailable : undefined),
  async run(lab, load) {
    const { postgres: disk } = lab.disks;
    if ('unavailable' in disk) return undefined;
    await load.updates(30);
    const heard = heardFromNow(lab, NO_ROOM);
    await disk.fill();
    // A webhook that answers 503 is not in the log.
    const before = lab.refusedDeliveries();
    const refused = () => heard() + lab.refusedDeliveries() - before;
    await pause(5_000);
    await strikes(load, () => refused() > 0);
    await disk.free();
    return `ours refused ${refused()} times; ${await backAfter(load)}`;
  },
  heal: async ({ disks: { postgres: disk } }) => ('free' in disk ? disk.free() : undefined),
};

export const postgresRows: readonly Row[] = [killed, away, cut, listen, exhausted, locked, serialization, full];
