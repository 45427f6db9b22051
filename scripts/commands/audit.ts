import { parseArgs } from 'node:util';
import { type ChainReport, verifyAudit } from '../../src/actions/verify-audit.ts';
import type { AuditLink, ChainFault } from '../../src/domain/audit.ts';
import { countAuditEntries } from '../../src/storage/audit.ts';
import { Problem } from '../problem.ts';
import type { Command, CommandContext, ExitCode } from './command.ts';

/** `golos audit verify` */
export const auditVerify: Command = {
  name: 'audit verify',
  summary: 'check that the audit trail is what was written',
  usage: `usage: golos audit verify [--head NUMBER:HASH] [--json]

Reads the whole audit trail and checks its chain of hashes: an entry that was changed, taken out, put in or moved
is named, and the exit code is 1. Nothing is written.

A chain whose end was cut off, or that was made anew from some entry on, is in order in itself. Write down the last
line that this prints, now and then, where nobody of this machine can change it; --head checks that this entry is
still there as it was.

  --head NUMBER:HASH   an entry that was printed before
  --json               print the result as JSON`,
  run,
};

const MEANING: Readonly<Record<ChainFault['kind'], string>> = {
  missing: 'at least one entry before it is gone',
  changed: 'it does not say what was written',
  'out-of-order': 'it does not follow the entry before it',
  'not-expected': 'it is not the entry of --head: the chain was made anew',
  'cut-off': 'the entry of --head is gone, and with it the end of the chain',
};

/** Lines are for people: a broken chain is broken at the first few. */
const SHOWN = 20;

async function run(argv: readonly string[], context: CommandContext): Promise<ExitCode> {
  const { values } = parseArgs({
    args: [...argv],
    options: { head: { type: 'string' }, json: { type: 'boolean', default: false } },
  });
  const expected = values.head === undefined ? undefined : readHead(values.head);
  const { pool } = await context.openDatabase();
  const progress = context.progress('Reading the audit trail', await countAuditEntries(pool));
  const report = await verifyAudit(pool, {
    onProgress: (entries) => progress.update(entries),
    ...(expected === undefined ? {} : { expected }),
  }).finally(() => progress.stop());
  if (values.json) context.print(JSON.stringify(asJson(report)));
  else for (const line of asLines(report)) context.print(line);
  return report.faults.length === 0 ? 0 : 1;
}

function readHead(text: string): Pick<AuditLink, 'number' | 'hash'> {
  const [, number, hash] = /^([1-9]\d{0,14}):([0-9a-f]{64})$/i.exec(text.trim()) ?? [];
  if (number === undefined || hash === undefined) {
    throw new Problem('--head is NUMBER:HASH, as "golos audit verify" prints it.', 2);
  }
  return { number: Number(number), hash: Buffer.from(hash, 'hex') };
}

function asJson({ entries, faults, last }: ChainReport) {
  return { entries, faults, head: entries === 0 ? null : { number: last.number, hash: last.hash.toString('hex') } };
}

function asLines({ entries, faults, last }: ChainReport): string[] {
  const head = `Newest: ${last.number}:${last.hash.toString('hex')}`;
  if (faults.length === 0) {
    return entries === 0
      ? ['The audit trail is empty.']
      : [`All ${entries.toLocaleString('en')} entries are as they were written, in order.`, head];
  }
  const lines = faults.slice(0, SHOWN).map(({ number, kind }) => `Entry ${number}: ${MEANING[kind]}.`);
  if (faults.length > SHOWN) lines.push(`… and ${(faults.length - SHOWN).toLocaleString('en')} more.`);
  return [...lines, `The audit trail of ${entries.toLocaleString('en')} entries is not what was written.`];
}
