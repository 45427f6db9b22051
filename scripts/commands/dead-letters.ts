import { parseArgs } from 'node:util';
import { appendAudit } from '../../src/actions/audit.ts';
import { keyringPath } from '../../src/config/config.ts';
import { type DeadLetter, deleteDeadLetter, listDeadLetters, readDeadLetter } from '../../src/storage/dead-letters.ts';
import { readKeyring } from '../../src/storage/keyring.ts';
import { loadOpener } from '../../src/storage/sealing.ts';
import { Problem } from '../problem.ts';
import type { Command, CommandContext, ExitCode } from './command.ts';

/** More than anybody reads. */
const LISTED = 1_000;

/** `golos dead-letters list` */
export const deadLettersList: Command = {
  name: 'dead-letters list',
  summary: 'list updates that no code could handle',
  usage: `usage: golos dead-letters list [--json]

Lists the updates that no code could handle, the latest first: id, day, messenger, why. Nothing of what they
say is shown.

  --json   print the result as JSON`,
  run: list,
};

/** `golos dead-letters show` */
export const deadLettersShow: Command = {
  name: 'dead-letters show',
  summary: 'open one of them, with the sender’s keys',
  usage: `usage: golos dead-letters show ID [--yes]

Opens one dead letter with the sender's keys and prints it: what a person sent, perhaps with their name, number
or words. Asks before it does. Look at it where nobody looks over your shoulder, and delete it afterwards.

  --yes   open without asking`,
  run: show,
};

/** `golos dead-letters delete` */
export const deadLettersDelete: Command = {
  name: 'dead-letters delete',
  summary: 'delete one of them',
  usage: `usage: golos dead-letters delete ID [--yes]

Deletes one dead letter, after a question. All of them go by themselves after two weeks.

  --yes   delete without asking`,
  run: remove,
};

async function list(argv: readonly string[], context: CommandContext): Promise<ExitCode> {
  const { values } = parseArgs({ args: [...argv], options: { json: { type: 'boolean', default: false } } });
  const { total, letters } = await listDeadLetters((await context.openDatabase()).pool, LISTED);
  if (values.json) context.print(JSON.stringify(letters));
  else if (total === 0) context.print('There are no dead letters.');
  else for (const letter of letters) context.print(lineOf(letter));
  if (total > letters.length) context.note(`${total - letters.length} older ones are left out.`);
  return 0;
}

function lineOf({ id, day, messenger, reason }: DeadLetter): string {
  return `${id}  ${day}  ${messenger.padEnd(8)}  ${reason}`;
}

async function show(argv: readonly string[], context: CommandContext): Promise<ExitCode> {
  const { id, yes } = read(argv);
  const database = await context.openDatabase();
  const letter = await readDeadLetter(database.pool, id);
  if (letter === undefined) throw nothingAt(id);
  if (!yes) {
    const question = `Show what was sent on ${letter.day} (${letter.messenger}, ${letter.reason})?`;
    if (!(await agreed(context, question, 'Nothing was opened'))) return 1;
  }
  const path = keyringPath(context.config(), 'sender');
  const keys = await readKeyring(path, 'sender').catch((error: unknown) => {
    throw new Problem(error instanceof Error ? error.message : `The keyring ${path} cannot be read.`);
  });
  const open = await loadOpener(keys.addressPublic, keys.addressPrivate);
  const text = opened(open, letter.sealedBody);
  // Before it is shown: nobody reads one without its being known.
  const entry = { at: context.now(), organizerId: null, action: 'dead-letter.open', subject: id };
  await database.transaction((client) => appendAudit(client, entry));
  context.print(visible(text));
  return 0;
}

async function remove(argv: readonly string[], context: CommandContext): Promise<ExitCode> {
  const { id, yes } = read(argv);
  const database = await context.openDatabase();
  if (!yes && !(await agreed(context, `Delete the dead letter ${id}?`, 'Nothing was deleted'))) return 1;
  const entry = { at: context.now(), organizerId: null, action: 'dead-letter.delete', subject: id };
  await database.transaction(async (client) => {
    if (!(await deleteDeadLetter(client, id))) throw nothingAt(id);
    await appendAudit(client, entry);
  });
  context.print('Deleted.');
  return 0;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function read(argv: readonly string[]): { id: string; yes: boolean } {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: { yes: { type: 'boolean', default: false } },
  });
  const [id, ...more] = positionals;
  if (id === undefined) throw new Problem('Which one? “golos dead-letters list” names them.', 2);
  if (more.length > 0) throw new Problem('One at a time.', 2);
  if (!UUID.test(id)) throw new Problem(`${id} is not the id of a dead letter.`, 2);
  return { id, yes: values.yes };
}

async function agreed(context: CommandContext, question: string, otherwise: string): Promise<boolean> {
  const answer = await context.confirm(question);
  if (answer === undefined) context.note(`${otherwise}: nobody is there to ask. Use --yes.`);
  return answer === true;
}

function nothingAt(id: string): Problem {
  return new Problem(`There is no dead letter ${id}.`);
}

function opened(open: (sealed: Buffer) => string, sealed: Buffer): string {
  try {
    return open(sealed);
  } catch {
    throw new Problem('It was sealed to another key than that of this sender’s keyring.');
  }
}

/** Text from a stranger, as a terminal may be given it: JSON in lines, and no character that is not to be seen. */
function visible(body: string): string {
  return inLines(body).replace(/[^\P{C}\n]/gu, (character) => character.split('').map(escaped).join(''));
}

function escaped(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

function inLines(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}
