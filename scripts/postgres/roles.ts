import { randomBytes } from 'node:crypto';
import { openDatabase } from '../../src/storage/database.ts';
import { grantToWebRole } from '../../src/storage/web-role.ts';

/** The embedded Postgres's role for the web process. */
export const WEB_ROLE = 'golos_web';

/**
 * Makes the web process's role in the embedded Postgres, with a new password each time and what it needs in this
 * database, which is migrated; resolves to its address. The password is told to nobody else and stored nowhere.
 */
export async function prepareWebRole(databaseUrl: string): Promise<string> {
  const password = randomBytes(24).toString('hex');
  const database = openDatabase({ url: databaseUrl, max: 1 });
  const made = database.transaction(async (client) => {
    const known = await client.query('select 1 from pg_roles where rolname = $1', [WEB_ROLE]);
    const verb = known.rows.length === 0 ? 'create' : 'alter';
    // A statement of this kind takes no parameters; the password is hexadecimal.
    await client.query(`${verb} role ${WEB_ROLE} login nosuperuser nocreatedb nocreaterole password '${password}'`);
    const granted = await grantToWebRole(client, WEB_ROLE);
    if (granted !== 'granted') throw new Error(`The role ${WEB_ROLE} cannot be the web process's: ${granted}.`);
  });
  await made.finally(() => database.close());
  const url = new URL(databaseUrl);
  url.username = WEB_ROLE;
  url.password = password;
  return url.href;
}
