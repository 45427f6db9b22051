import { canonicalJson } from '../canonical-json.ts';
import { differingFields, type SheetNumbers } from './entries.ts';
import type { FormField } from './fields.ts';

/** An agreed protocol, as far as versions are concerned. */
export interface AgreedSheet {
  readonly protocolId: string;
  readonly numbers: SheetNumbers;
  /** An administrator said that of its station's versions this one counts. */
  readonly chosen: boolean;
}

/** Protocols of one station that say the same. */
export interface SheetVersion {
  readonly numbers: SheetNumbers;
  readonly protocolIds: readonly string[];
  readonly chosen: boolean;
}

export interface StationVersions {
  /** What most protocols say comes first. */
  readonly versions: readonly SheetVersion[];
  /** Fields in which the versions differ. */
  readonly differing: readonly string[];
  /**
   * The numbers that count: of the only version, or of the one that was chosen. Undefined while versions differ and
   * nobody has chosen: which of two papers is the true one is not for a majority of senders to say.
   */
  readonly counting: SheetNumbers | undefined;
}

/** The versions of one station's sheet. */
export function versionsOf(fields: readonly FormField[], sheets: readonly AgreedSheet[]): StationVersions {
  const groups = new Map<string, { numbers: SheetNumbers; protocolIds: string[]; chosen: boolean }>();
  for (const { protocolId, numbers, chosen } of sheets) {
    const key = canonicalJson(numbers);
    const group = groups.get(key) ?? { numbers, protocolIds: [], chosen: false };
    group.protocolIds.push(protocolId);
    group.chosen ||= chosen;
    groups.set(key, group);
  }
  const versions = [...groups]
    .sort(([a, one], [b, other]) => other.protocolIds.length - one.protocolIds.length || (a < b ? -1 : 1))
    .map(([, group]) => group);
  const chosen = versions.filter((version) => version.chosen);
  const [counting] = chosen.length === 0 && versions.length === 1 ? versions : chosen;
  return {
    versions,
    differing: differingFields(
      fields,
      versions.map(({ numbers }) => numbers),
    ),
    counting: chosen.length > 1 ? undefined : counting?.numbers,
  };
}
