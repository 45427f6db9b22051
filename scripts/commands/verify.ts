import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { loadCatalogues } from '../../src/i18n/catalogues.ts';
import { Problem } from '../problem.ts';
import type { Difference } from '../verify/differences.ts';
import { type Verification, verifyFolder } from '../verify/verify-folder.ts';
import type { Command, CommandContext, ExitCode } from './command.ts';

/** `golos verify DIR` */
export const verifyCommand: Command = {
  name: 'verify',
  summary: 'compute everything anew that a published site or its data files say',
  usage: `usage: golos verify DIR [--sha256 HEX] [--json]

Computes every published number anew from the published data alone: the headline, every region, every station, the
sums, and of an exported site every page. Says what differs and where. Needs no database and no configuration.

DIR is what golos export site wrote, or a folder with all data files of one edition.

  --sha256 HEX   what the edition's SHA-256 must be, as somebody else knows it
  --json         print the result as JSON`,
  run,
};

async function run(argv: readonly string[], context: CommandContext): Promise<ExitCode> {
  const { values, positionals } = parseArgs({
    args: [...argv],
    options: { sha256: { type: 'string' }, json: { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  const [folder, ...more] = positionals;
  if (folder === undefined || more.length > 0) throw new Problem('Which folder?', 2);
  const sha256 = values.sha256?.toLowerCase();
  if (sha256 !== undefined && !/^[0-9a-f]{64}$/.test(sha256))
    throw new Problem('--sha256: should be 64 hexadecimal digits.', 2);
  const verification = await verifyFolder(resolve(folder), {
    sha256,
    progress: context.progress,
    catalogues: loadCatalogues(),
  });
  if (values.json) context.print(JSON.stringify(verification));
  else for (const line of linesOf(verification)) context.print(line);
  return verification.differences.length === 0 ? 0 : 1;
}

/** Differences that are printed; `--json` has all. */
const PRINTED = 100;

function linesOf({ edition, parts, files, differences }: Verification): string[] {
  const count = (number: number) => number.toLocaleString('en');
  const lines: string[] = [];
  if (edition !== undefined) {
    const { country, countryWithSuspect } = edition.summary;
    lines.push(
      `Edition ${edition.number} of ${edition.election}, published on ${edition.publishedOn}`,
      `SHA-256 of the edition: ${edition.sha256}`,
      `Computed anew: ${count(country.proven)} stations proven, ${count(country.missing)} votes missing at least; ` +
        `${count(country.leftOut)} stations left out as suspect (with them ${count(countryWithSuspect.proven)} and ` +
        `${count(countryWithSuspect.missing)})`,
    );
  }
  lines.push(...parts.map(({ file, sha256 }) => `SHA-256 of ${file}, which is no edition's: ${sha256}`));
  if (differences.length === 0) return [...lines, `All ${count(files)} files are what follows from these data.`];
  const inFiles = new Set(differences.map(({ file }) => file)).size;
  lines.push(`Differences in ${count(inFiles)} of ${count(files)} files:`);
  lines.push(...differences.slice(0, PRINTED).map(lineOf));
  if (differences.length > PRINTED) lines.push(`… and ${count(differences.length - PRINTED)} more.`);
  return lines;
}

function lineOf({ file, where, found, expected }: Difference): string {
  return `${file}${where === '' ? '' : `, ${where}`}: says ${found}; by edition.json ${expected}`;
}
