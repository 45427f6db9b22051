import { z } from 'zod';
import { dayIn } from '../../domain/elections.ts';
import type { EditionContent } from '../../domain/finding/edition.ts';
import { editionContentSchema } from '../../domain/finding/edition-schema.ts';
import { summarizeEdition } from '../../domain/finding/edition-summary.ts';
import { BASES } from '../../domain/finding/numbers.ts';
import { SUSPICIONS } from '../../domain/finding/suspicion.ts';
import { OFFICIAL_SOURCES } from '../../domain/official/terms.ts';
import type { Database } from '../../storage/database.ts';
import {
  deletePrepared,
  findOpenEdition,
  insertEdition,
  insertPrepared,
  lastEditionOf,
  loadPrepared,
} from '../../storage/editions.ts';
import { type ProposalKind, prepareProposalIn, type TwoPeopleDeps } from '../two-people.ts';
import { buildEdition, type EditionRequest } from './build-edition.ts';
import { packEdition } from './edition-bytes.ts';

/** Lists in a proposal are cut after so many; the prepared edition's own files have all of them. */
const LISTED = 200;

const localized = z.strictObject({ be: z.string(), ru: z.string(), en: z.string() });
const totals = z.strictObject({
  stations: z.int(),
  leftOut: z.int(),
  withOfficial: z.int(),
  withOurs: z.int(),
  compared: z.int(),
  proven: z.int(),
  missing: z.int(),
  choices: z.array(
    z.strictObject({
      choiceId: z.string(),
      ours: z.int(),
      official: z.int(),
      withOfficial: z.int(),
      proven: z.int(),
      missing: z.int(),
      medianExcess: z.number(),
      largestExcess: z.int(),
      byFiveOrFewer: z.int(),
    }),
  ),
});
const summary = z.strictObject({
  stations: z.int(),
  excepted: z.int(),
  country: totals,
  countryWithSuspect: totals,
  suspicions: z.record(z.enum(SUSPICIONS), z.int()),
  changes: z.strictObject({ numbers: z.int(), stations: z.int() }),
});

/** What the second person is shown of an edition; everything of it is named by its SHA-256. */
export const editionProposal = z.strictObject({
  /** Of the prepared content, see `editionSha256`. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  number: z.int(),
  basis: z.enum(BASES),
  election: z.strictObject({
    id: z.string(),
    name: localized,
    timeZone: z.string(),
    choices: z.array(z.strictObject({ id: z.string(), name: localized })),
  }),
  sources: z.array(
    z.strictObject({
      source: z.enum(OFFICIAL_SOURCES),
      version: z.int(),
      fileName: z.string(),
      sha256: z.string(),
      importedOn: z.string(),
    }),
  ),
  except: z.array(z.string()),
  note: localized.nullable(),
  summary,
  /** What is public until then; null before the first edition. */
  before: summary.nullable(),
  leftOut: z.array(
    z.strictObject({
      code: z.string(),
      name: z.string(),
      levels: z.array(z.string()),
      because: z.array(z.enum(SUSPICIONS)),
      missing: z.int(),
    }),
  ),
  changes: z.array(
    z.strictObject({
      stationCode: z.string(),
      what: z.string(),
      before: z.int().nullable(),
      after: z.int().nullable(),
    }),
  ),
});

export type EditionProposal = z.infer<typeof editionProposal>;

/**
 * Subject: the prepared edition's id. Approved, it is public, and stays so; nothing is published when another edition
 * was meanwhile, because its changes are told against the one before.
 */
export const publishEditionKind: ProposalKind<EditionProposal> = {
  kind: 'edition.publish',
  permission: 'editions.publish',
  content: editionProposal,
  async carryOut(client, { id, subject, content, decidedAt }) {
    const prepared = await loadPrepared(client, subject);
    if (prepared === undefined || prepared.sha256 !== content.sha256) return 'changed';
    const last = await lastEditionOf(client, prepared.electionId);
    if (prepared.number !== (last?.number ?? 0) + 1) return 'changed';
    const publishedOn = dayIn(content.election.timeZone, decidedAt);
    await insertEdition(client, { preparedId: subject, proposalId: id, publishedOn });
    return undefined;
  },
  letGo: deletePrepared,
};

export type PrepareEditionDeps = Pick<TwoPeopleDeps, 'kinds' | 'now'> & { readonly database: Database };

export type PreparedEdition =
  | { readonly kind: 'prepared'; readonly proposalId: string }
  | { readonly kind: 'refused'; readonly why: 'unknown-election' | 'no-official-results' };

/** Freezes the count as it is now as the next edition, for somebody else to let it be public. */
export async function prepareEdition(
  deps: PrepareEditionDeps,
  request: EditionRequest & { readonly by: string },
): Promise<PreparedEdition> {
  const built = await buildEdition(deps.database, request);
  if (typeof built === 'string') return { kind: 'refused', why: built };
  // What is stored is what anybody's check would let in.
  const edition = editionContentSchema.parse(built.content);
  const packed = await packEdition(edition);
  const { by } = request;
  const proposalId = await deps.database.transaction(async (client) => {
    const waiting = await findOpenEdition(client, { sha256: packed.sha256, preparedBy: by });
    if (waiting !== undefined) return waiting;
    const subject = await insertPrepared(client, {
      ...packed,
      electionId: edition.election.id,
      number: edition.number,
      preparedOn: dayIn(edition.election.timeZone, deps.now()),
      preparedBy: by,
    });
    const content = editionProposalOf(edition, packed.sha256, built.before);
    return (await prepareProposalIn(client, deps, { kind: publishEditionKind.kind, subject, content, by })).id;
  });
  return { kind: 'prepared', proposalId };
}

/** What the second person will be shown of an edition. */
export function editionProposalOf(
  edition: EditionContent,
  sha256: string,
  before: EditionContent | undefined,
): EditionProposal {
  const { number, basis, sources, except, note, changes } = edition;
  const { id, name, timeZone, choices } = edition.election;
  const { summary, leftOut } = summarizeEdition(edition);
  return editionProposal.parse({
    sha256,
    number,
    basis,
    election: { id, name, timeZone, choices },
    sources: sources.map(({ blank: _, ...source }) => source),
    except,
    note,
    summary,
    before: before === undefined ? null : summarizeEdition(before).summary,
    leftOut: leftOut.slice(0, LISTED),
    changes: changes.slice(0, LISTED),
  });
}
