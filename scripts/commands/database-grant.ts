import { parseArgs } from 'node:util';
import { appendAudit } from '../../src/actions/audit.ts';
import { migrateQueues } from '../../src/queues/migrate.ts';
import { grantToWebRole, type UnfitRole } from '../../src/storage/web-role.ts';
import { Problem } from '../problem.ts';
import type { Command } from './command.ts';

const UNFIT: Readonly<Record<UnfitRole, string>> = {
  unknown: 'There is no role of that name: create it first, with LOGIN and a password.',
  superuser: 'That role is a superuser: nothing can be kept from it.',
  owner: 'That role owns tables of this database, or may act as their owner: nothing can be kept from it.',
};

/** `golos database grant` */
export const databaseGrant: Command = {
  name: 'database grant',
  summary: 'give a role of Postgres what the web process needs',
  usage: `usage: golos database grant --role NAME

Gives a role of your Postgres what the web process needs in DATABASE_URL, and no more: it cannot change or delete
anything in the audit trail. Create the role yourself before (create role NAME login password '…'); it must not
own the tables. Then set WEB_DATABASE_URL, or the web process's own DATABASE_URL, to it. "npm start" does this by
itself for its embedded Postgres, and again after each upgrade where WEB_DATABASE_URL is set. Elsewhere run it
again after each upgrade: new tables need it.

  --role NAME   the role`,
  run: async (argv, context) => {
    const { values } = parseArgs({ args: [...argv], options: { role: { type: 'string' } } });
    const { role } = values;
    if (role === undefined || role === '') throw new Problem('Which role? --role NAME', 2);
    const { databaseUrl, redisUrl } = context.config();
    const database = await context.openDatabase();
    if (databaseUrl !== undefined && redisUrl === undefined) await migrateQueues(databaseUrl);
    const granted = await database.transaction(async (client) => {
      const result = await grantToWebRole(client, role);
      const entry = { at: context.now(), organizerId: null, action: 'database.grant', subject: role };
      if (result === 'granted') await appendAudit(client, entry);
      return result;
    });
    if (granted !== 'granted') throw new Problem(UNFIT[granted]);
    context.print(`${role} has what the web process needs.`);
    return 0;
  },
};
