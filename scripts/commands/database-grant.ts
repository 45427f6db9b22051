import { parseArgs } from 'node:util';
import { appendAudit } from '../../src/actions/audit.ts';
import { PROCESSES } from '../../src/domain/processes.ts';
import { migrateQueues } from '../../src/queues/migrate.ts';
import { grantToRole, type UnfitRole } from '../../src/storage/database-roles.ts';
import { Problem } from '../problem.ts';
import type { Command } from './command.ts';
import { oneOf } from './one-of.ts';

const UNFIT: Readonly<Record<UnfitRole, string>> = {
  unknown: 'There is no role of that name: create it first, with LOGIN and a password.',
  superuser: 'That role is a superuser: nothing can be kept from it.',
  owner: 'That role owns tables of this database, or may act as their owner: nothing can be kept from it.',
  'bypasses-rows':
    'That role passes over row-level security: no row can be kept from it. Take that away with ALTER ROLE … NOBYPASSRLS.',
  'old-server': 'Roles of the processes need Postgres 17 or newer.',
};

/** `golos database grant` */
export const databaseGrant: Command = {
  name: 'database grant',
  summary: 'give a role of Postgres what one of the processes needs',
  usage: `usage: golos database grant --role NAME [--process web|worker|sender]

Gives a role of your Postgres what a process needs in DATABASE_URL, and no more. Create the role yourself before
(create role NAME login password '…'), one for each process; it must not own the tables. Then set
WEB_DATABASE_URL, WORKER_DATABASE_URL and SENDER_DATABASE_URL, or each process's own DATABASE_URL. "npm start" does
this by itself for its embedded Postgres, and again after each upgrade where these variables are set. Elsewhere run
it again after each upgrade: new tables and columns need it. Running processes are not disturbed. Of what is to be done
(the outbox) the sender's role sees messages only: the first time, that takes the table for a moment, and waits while
a backup has it.

  --role NAME      the role
  --process NAME   whose role it is: web (default), worker or sender`,
  run: async (argv, context) => {
    const { values } = parseArgs({
      args: [...argv],
      options: { role: { type: 'string' }, process: { type: 'string', default: 'web' } },
    });
    const { role } = values;
    if (role === undefined || role === '') throw new Problem('Which role? --role NAME', 2);
    const process = oneOf('--process', PROCESSES, values.process);
    const { databaseUrl, redisUrl } = context.config();
    const database = await context.openDatabase();
    if (databaseUrl !== undefined && redisUrl === undefined) await migrateQueues(databaseUrl);
    const granted = await database.transaction(async (client) => {
      const result = await grantToRole(client, role, process);
      const entry = {
        at: context.now(),
        organizerId: null,
        action: 'database.grant',
        subject: role,
        detail: { process },
      };
      if (result === 'granted') await appendAudit(client, entry);
      return result;
    });
    if (granted !== 'granted') throw new Problem(UNFIT[granted]);
    context.print(`${role} has what the ${process} process needs.`);
    return 0;
  },
};
