import { parseArgs } from 'node:util';
import { readFinding } from '../../src/actions/read-finding.ts';
import { BASES } from '../../src/domain/finding/numbers.ts';
import { OFFICIAL_SOURCES } from '../../src/domain/official/terms.ts';
import { Problem } from '../problem.ts';
import type { Command, CommandContext, ExitCode } from './command.ts';
import { findingLines } from './finding-lines.ts';
import { oneOf } from './one-of.ts';
import { onlyElection } from './only-election.ts';

/** `golos finding` */
export const findingCommand: Command = {
  name: 'finding',
  summary: 'compare the count with official results',
  usage: `usage: golos finding [--election ID] [--source cec|protocol|observer] [--basis verified|handed-in|declared]
                     [--with-suspect] [--except REGION]… [--json]

Compares the count with the newest official results of a source, and prints the totals of each region and of all.

  --election ID     which election; may be left out while there is only one
  --source S        whose results (cec)
  --basis B         what counts as ours: ballots that review accepted, all with photos, or what people declared
                    (verified). Never mixed
  --with-suspect    stations where something speaks against our own numbers count, too
  --except REGION   a region that is left out altogether; may be given more than once
  --json            print the totals as JSON`,
  run,
};

async function run(argv: readonly string[], context: CommandContext): Promise<ExitCode> {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      election: { type: 'string' },
      source: { type: 'string', default: 'cec' },
      basis: { type: 'string', default: 'verified' },
      'with-suspect': { type: 'boolean', default: false },
      except: { type: 'string', multiple: true, default: [] },
      json: { type: 'boolean', default: false },
    },
  });
  const source = oneOf('--source', OFFICIAL_SOURCES, values.source);
  const basis = oneOf('--basis', BASES, values.basis);
  const database = await context.openDatabase();
  const electionId = values.election ?? (await onlyElection(database));
  const request = { electionId, source, basis, withSuspect: values['with-suspect'], except: values.except };
  const finding = await readFinding(database, request);
  if (finding === undefined) throw new Problem(`There is no election ${electionId}.`);
  const { official, country, regions } = finding;
  if (values.json) context.print(JSON.stringify({ ...request, official: official ?? null, country, regions }));
  else for (const line of findingLines(finding)) context.print(line);
  return 0;
}
