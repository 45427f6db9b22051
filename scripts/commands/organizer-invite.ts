import { parseArgs } from 'node:util';
import { INVITATION_HOURS, invitationLink, invite } from '../../src/actions/organizers/invite.ts';
import { consoleOrigin } from '../../src/config/console-origin.ts';
import { ROLES, type Role } from '../../src/domain/permissions.ts';
import { Problem } from '../problem.ts';
import type { Command, CommandContext, ExitCode } from './command.ts';

/** `golos organizer invite` */
export const organizerInvite: Command = {
  name: 'organizer invite',
  summary: 'make a link that lets somebody into the console',
  usage: `usage: golos organizer invite --role ROLE [--json]

Prints a link that works once, within ${INVITATION_HOURS} hours, for one person. Also the way back in when every administrator
has lost their passkeys and recovery codes. The link begins with PUBLIC_URL, or with localhost and PORT.

  --role ROLE   ${ROLES.join(', ')}
  --json        print the result as JSON`,
  run,
};

async function run(argv: readonly string[], context: CommandContext): Promise<ExitCode> {
  const { values } = parseArgs({
    args: [...argv],
    options: { role: { type: 'string' }, json: { type: 'boolean', default: false } },
  });
  const role = readRole(values.role);
  const origin = consoleOrigin(context.config());
  const database = await context.openDatabase();
  const { token, expiresAt } = await invite({ database, now: context.now }, { role, by: null });
  const link = invitationLink(origin, token);
  if (values.json) context.print(JSON.stringify({ role, link, expiresAt: expiresAt.toISOString() }));
  else {
    context.print(link);
    context.note(
      `It makes one person ${role}, once, until ${expiresAt.toISOString().slice(0, 16).replace('T', ' ')} UTC.`,
    );
  }
  return 0;
}

function readRole(text: string | undefined): Role {
  const role = ROLES.find((one) => one === text);
  if (role === undefined) throw new Problem(`Which role? --role is one of ${ROLES.join(', ')}.`, 2);
  return role;
}
