import { randomBytes } from 'node:crypto';
import type { ProcessName } from '../../src/domain/processes.ts';
import { type Database, openDatabase } from '../../src/storage/database.ts';
import { grantToRole } from '../../src/storage/database-roles.ts';

/** Opens a database as a role of its own that has what a process has; `close` drops the role. */
export async function openAsProcess(
  owner: Database,
  { url, process, max = 4 }: { readonly url: string; readonly process: ProcessName; readonly max?: number },
): Promise<Database> {
  const [role, password] = [`golos_${process}_${randomBytes(6).toString('hex')}`, randomBytes(8).toString('hex')];
  await owner.pool.query(`create role ${role} login password '${password}'`);
  await owner.transaction((client) => grantToRole(client, role, process));
  const address = new URL(url);
  address.username = role;
  address.password = password;
  const database = openDatabase({ url: address.href, max });
  return {
    ...database,
    async close() {
      await database.close();
      await owner.pool.query(`drop owned by ${role}`);
      await owner.pool.query(`drop role ${role}`);
    },
  };
}
