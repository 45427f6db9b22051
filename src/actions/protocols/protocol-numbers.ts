import { checkSheet, type SheetFlag } from '../../domain/protocols/checks.ts';
import type { SheetNumbers } from '../../domain/protocols/entries.ts';
import { type ProtocolForm, protocolForm } from '../../domain/protocols/fields.ts';
import { type SheetVersion, versionsOf } from '../../domain/protocols/versions.ts';
import type { Queryable } from '../../storage/database.ts';
import { loadElection } from '../../storage/elections.ts';
import { type AgreedRow, agreedProtocols } from '../../storage/protocol-stations.ts';

/** One version of a station's result sheet, with what does not add up on it. */
export interface FlaggedVersion extends SheetVersion {
  readonly flags: readonly SheetFlag[];
  /** How many people sent it: everybody with pictures of their own, and everybody with the same pictures. */
  readonly senders: number;
  /** An administrator resolved at least one of its protocols. */
  readonly resolved: boolean;
}

/** What a station's agreed protocols say. */
export interface StationProtocol {
  readonly stationId: string;
  readonly code: string;
  readonly levels: readonly string[];
  readonly name: string;
  readonly registeredVoters: number | null;
  /** What most protocols say comes first. */
  readonly versions: readonly FlaggedVersion[];
  /** Fields in which the versions differ, in the order of the sheet. */
  readonly differing: readonly string[];
  /** The numbers that count, by field id; undefined while versions differ and nobody has chosen one. */
  readonly counting: SheetNumbers | undefined;
}

/** The agreed protocols of an election. */
export interface ProtocolNumbers {
  readonly form: ProtocolForm;
  /** Stations with at least one agreed protocol, by code. */
  readonly stations: readonly StationProtocol[];
}

/**
 * Everything that result sheets say, as it was agreed: numbers as printed, flagged and never corrected, differing
 * versions side by side. Empty for an election that is not there. Of one station only where one is named.
 */
export async function protocolNumbers(q: Queryable, electionId: string, stationId?: string): Promise<ProtocolNumbers> {
  const election = await loadElection(q, electionId);
  const form = protocolForm(election ?? { choices: [] });
  const byStation = new Map<string, AgreedRow[]>();
  for (const row of await agreedProtocols(q, electionId, stationId)) {
    const own = byStation.get(row.stationId);
    if (own === undefined) byStation.set(row.stationId, [row]);
    else own.push(row);
  }
  return { form, stations: [...byStation.values()].flatMap((rows) => stationOf(form, rows)) };
}

function stationOf({ fields }: ProtocolForm, rows: readonly AgreedRow[]): StationProtocol[] {
  const [first] = rows;
  if (first === undefined) return [];
  const { stationId, code, levels, name, registeredVoters } = first;
  const { versions, differing, counting } = versionsOf(fields, rows);
  const flagged = versions.map((version): FlaggedVersion => {
    const own = rows.filter((row) => version.protocolIds.includes(row.protocolId));
    return {
      ...version,
      flags: checkSheet(fields, version.numbers, registeredVoters),
      senders: own.reduce((sum, { same }) => sum + 1 + same, 0),
      resolved: own.some(({ resolved }) => resolved),
    };
  });
  return [{ stationId, code, levels, name, registeredVoters, versions: flagged, differing, counting }];
}
