import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { createEditionReader, type PublishedEdition } from '../../src/actions/editions/current-edition.ts';
import { sha256Of } from '../../src/http/pages/data/files.ts';
import { readSiteParts } from '../export/site-parts.ts';
import { checkOut, writeSite } from '../export/write-site.ts';
import { Problem } from '../problem.ts';
import type { Command, CommandContext, ExitCode } from './command.ts';

/** `golos export site` */
export const exportSiteCommand: Command = {
  name: 'export site',
  summary: 'write the public site as static files',
  usage: `usage: golos export site --out DIR [--election ID] [--edition NUMBER] [--json]

Writes the whole public site: every page of an edition and of what is public besides (the chronicle, the directory of
funds), in every language, the data files, and all that pages load.
Any web server or a memory stick can serve it; links are relative. The same edition, chronicle and
directory give the same bytes.

  --out DIR          a folder that is not there yet, or is empty
  --election ID      with --edition: of which election; the one that was published last unless told
  --edition NUMBER   an older one; what is public now unless told
  --json             print the result as JSON`,
  run,
};

async function run(argv: readonly string[], context: CommandContext): Promise<ExitCode> {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      out: { type: 'string' },
      election: { type: 'string' },
      edition: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  });
  if (values.out === undefined) throw new Problem('Where to? --out DIR', 2);
  if (values.edition !== undefined && !/^[1-9]\d{0,8}$/.test(values.edition))
    throw new Problem(`--edition ${values.edition}: should be a number from 1.`, 2);
  const out = resolve(values.out);
  await checkOut(out);
  const { edition, sha256 } = await wanted(context, values);
  const parts = await readSiteParts((await context.openDatabase()).pool, context.now());
  const written = await writeSite(edition, parts, out, context);
  const beside = parts.map(({ file, bytes }) => ({ file, sha256: sha256Of(bytes) }));
  const result = { election: edition.election.id, number: edition.number, sha256, beside, out, ...written };
  if (values.json) context.print(JSON.stringify(result));
  else {
    const size = (written.bytes / 1_000_000).toFixed(1);
    context.print(`Edition ${edition.number} of ${edition.election.id}: ${written.files} files, ${size} MB, in ${out}`);
    context.print(`SHA-256 of the edition: ${sha256}`);
    for (const one of beside) context.print(`SHA-256 of ${one.file}: ${one.sha256}`);
  }
  return 0;
}

async function wanted(
  context: CommandContext,
  { election, edition }: { readonly election?: string | undefined; readonly edition?: string | undefined },
): Promise<PublishedEdition> {
  const reader = createEditionReader({ database: await context.openDatabase(), now: context.now });
  const current = await reader.current();
  if (current === undefined) throw new Problem('Nothing is published yet: there is no edition.');
  if (edition === undefined && election === undefined) return current;
  const electionId = election ?? current.edition.election.id;
  const number = edition ?? (await reader.list()).find((row) => row.electionId === electionId)?.number;
  const found = number === undefined ? undefined : await reader.numbered(electionId, Number(number));
  if (found === undefined) throw new Problem(`There is no such edition of ${electionId}.`);
  return found;
}
