import type { PoolClient } from 'pg';
import { type DeclarationRow, deleteDeclarations, lockDeclarations, writeDeclarations } from '../storage/ballots.ts';
import type { TallyMove } from '../storage/tallies.ts';
import type { Intent } from './intents.ts';

export interface Declare {
  readonly linkKey: Buffer;
  readonly wanted: Extract<Intent, { do: 'declare' }>;
}

/** Writes how different people mean to vote, in place of what each said before. `moves` is given how the count changes. */
export async function declare(client: PoolClient, all: readonly Declare[], moves: TallyMove[]): Promise<void> {
  const earlier = await lockDeclarations(
    client,
    all.map((d) => d.linkKey),
  );
  const now: DeclarationRow[] = [];
  const withdrawn: Buffer[] = [];
  for (const { linkKey, wanted } of all) {
    const { electionId, stationId, choiceId, tier } = wanted;
    if (choiceId === null) withdrawn.push(linkKey);
    else now.push({ linkKey, electionId, stationId, choiceId, tier });
  }
  if (withdrawn.length > 0) await deleteDeclarations(client, withdrawn);
  if (now.length > 0) await writeDeclarations(client, now);
  moves.push(...earlier.map((row) => declaredMove(row, -1)), ...now.map((row) => declaredMove(row, 1)));
}

/** Counts at another station what a person has declared, if they have. */
export async function moveDeclaration(
  client: PoolClient,
  linkKey: Buffer,
  stationId: string,
  moves: TallyMove[],
): Promise<void> {
  const earlier = await lockDeclarations(client, [linkKey]);
  if (earlier.length === 0) return;
  const now = earlier.map((row) => ({ ...row, stationId }));
  await writeDeclarations(client, now);
  moves.push(...earlier.map((row) => declaredMove(row, -1)), ...now.map((row) => declaredMove(row, 1)));
}

export function declaredMove(row: Omit<DeclarationRow, 'linkKey'>, by: 1 | -1): TallyMove {
  const { electionId, stationId, choiceId, tier } = row;
  return { electionId, stationId, choiceId, tier, declared: by };
}
