import type { PoolClient } from 'pg';
import { type DeclarationRow, deleteDeclarations, lockDeclarations, writeDeclarations } from '../storage/ballots.ts';
import { moveTallies, type TallyMove } from '../storage/tallies.ts';
import type { Intent } from './intents.ts';

export interface Declare {
  readonly linkKey: Buffer;
  readonly wanted: Extract<Intent, { do: 'declare' }>;
}

/** Writes how different people mean to vote, in place of what each said before, and moves the tallies. */
export async function declare(client: PoolClient, all: readonly Declare[]): Promise<void> {
  const earlier = await lockDeclarations(
    client,
    all.map((d) => d.linkKey),
  );
  const moves: TallyMove[] = earlier.map((row) => declaredMove(row, -1));
  const now: DeclarationRow[] = [];
  const withdrawn: Buffer[] = [];
  for (const { linkKey, wanted } of all) {
    const { electionId, stationId, choiceId, tier } = wanted;
    if (choiceId === null) withdrawn.push(linkKey);
    else now.push({ linkKey, electionId, stationId, choiceId, tier });
  }
  if (withdrawn.length > 0) await deleteDeclarations(client, withdrawn);
  if (now.length > 0) await writeDeclarations(client, now);
  await moveTallies(client, [...moves, ...now.map((row) => declaredMove(row, 1))]);
}

/** Counts at another station what a person has declared, if they have. */
export async function moveDeclaration(client: PoolClient, linkKey: Buffer, stationId: string): Promise<void> {
  const earlier = await lockDeclarations(client, [linkKey]);
  if (earlier.length === 0) return;
  const now = earlier.map((row) => ({ ...row, stationId }));
  await writeDeclarations(client, now);
  await moveTallies(client, [
    ...earlier.map((row) => declaredMove(row, -1)),
    ...now.map((row) => declaredMove(row, 1)),
  ]);
}

export function declaredMove(row: Omit<DeclarationRow, 'linkKey'>, by: 1 | -1): TallyMove {
  const { electionId, stationId, choiceId, tier } = row;
  return { electionId, stationId, choiceId, tier, declared: by };
}
