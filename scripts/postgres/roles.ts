import { randomBytes } from 'node:crypto';
import type { ProcessName } from '../../src/domain/processes.ts';
import { type Database, openDatabase } from '../../src/storage/database.ts';
import { grantToRole } from '../../src/storage/database-roles.ts';

/** The address of one database as each process's own role. */
export type RoleAddresses = Readonly<Record<ProcessName, string>>;

/**
 * Makes a role for each process (`golos_web` and so on) on a server of our own, with a new password each time and what
 * it needs in this database, which is migrated; resolves to their addresses. The passwords are told to nobody else and
 * stored nowhere.
 */
export async function prepareRoles(databaseUrl: string): Promise<RoleAddresses> {
  const database = openDatabase({ url: databaseUrl, max: 1 });
  try {
    return {
      web: await prepareRole(database, databaseUrl, 'web'),
      worker: await prepareRole(database, databaseUrl, 'worker'),
      sender: await prepareRole(database, databaseUrl, 'sender'),
    };
  } finally {
    await database.close();
  }
}

async function prepareRole(database: Database, databaseUrl: string, process: ProcessName): Promise<string> {
  const role = `golos_${process}`;
  const password = randomBytes(24).toString('hex');
  await database.transaction(async (client) => {
    const known = await client.query('select 1 from pg_roles where rolname = $1', [role]);
    const verb = known.rows.length === 0 ? 'create' : 'alter';
    // A statement of this kind takes no parameters; the password is hexadecimal.
    await client.query(
      `${verb} role ${role} login nosuperuser nocreatedb nocreaterole nobypassrls password '${password}'`,
    );
    const granted = await grantToRole(client, role, process);
    if (granted !== 'granted') throw new Error(`The role ${role} cannot be the ${process} process's: ${granted}.`);
  });
  const url = new URL(databaseUrl);
  url.username = role;
  url.password = password;
  return url.href;
}
