import { proposeEntry, publishChronicleKind } from '../../src/actions/chronicle/publish-entry.ts';
import { createDraft } from '../../src/actions/chronicle/save-draft.ts';
import { type Decided, decideProposal } from '../../src/actions/two-people.ts';
import { type ChronicleDraft, EMPTY_ENTRY } from '../../src/domain/chronicle/content.ts';
import { readDraft } from '../../src/storage/chronicle-drafts.ts';
import type { Database } from '../../src/storage/database.ts';
import { addOrganizer } from './editions.ts';

/** An entry that can be public. */
export function someEntry(but: Partial<ChronicleDraft> = {}): ChronicleDraft {
  return {
    ...EMPTY_ENTRY,
    day: '2020-08-16',
    place: { be: 'Мінск', ru: 'Минск', en: 'Minsk' },
    title: { be: 'Марш свабоды', ru: 'Марш свободы', en: 'March of freedom' },
    text: {
      be: 'У сталіцы прайшло вялікае мірнае шэсце.\n\nЛюдзі ішлі па праспекце.',
      ru: 'В столице прошло большое мирное шествие.\n\nЛюди шли по проспекту.',
      en: 'A great peaceful march went through the capital.\n\nPeople walked along the avenue.',
    },
    tags: [{ id: 'marches', name: { be: 'шэсці', ru: 'шествия', en: 'marches' } }],
    sources: [{ title: 'A witness', url: null }],
    ...but,
  };
}

export interface DraftToPublish {
  readonly id: string;
  readonly note?: Partial<Record<'be' | 'ru' | 'en', string>>;
  readonly hidesEarlier?: boolean;
}

/** One organizer proposes a draft; resolves to the proposal's id. */
export async function proposeDraft(
  database: Database,
  { id, note = {}, hidesEarlier = false }: DraftToPublish,
  now = new Date(),
): Promise<string> {
  const by = await addOrganizer(database);
  const draft = await readDraft(database.pool, id);
  const wanted = { id, revision: draft?.revision ?? 0, note, hidesEarlier, by };
  const proposed = await proposeEntry({ database, now: () => now, kinds: [publishChronicleKind] }, wanted);
  if (proposed.kind !== 'proposed') throw new Error(JSON.stringify(proposed));
  const { rows } = await database.pool.query<{ id: string }>(
    'select id from proposals where subject = $1 and decision is null',
    [id],
  );
  return rows[0]?.id ?? '';
}

/** Another one decides. */
export async function decideEntry(
  database: Database,
  proposal: string,
  decision: 'approved' | 'refused' = 'approved',
  now = new Date(),
): Promise<Decided> {
  const by = await addOrganizer(database);
  const deps = { database, now: () => now, kinds: [publishChronicleKind], handOver: { give: () => undefined } };
  return decideProposal(deps, { id: proposal, by, decision });
}

/** Two people make a draft public. */
export async function publishDraft(database: Database, draft: DraftToPublish, now = new Date()): Promise<void> {
  const decided = await decideEntry(database, await proposeDraft(database, draft, now), 'approved', now);
  if (decided.kind !== 'done') throw new Error(decided.why);
}

/** Writes an entry and makes it public. */
export async function publishNew(
  database: Database,
  content: ChronicleDraft = someEntry(),
  now = new Date(),
): Promise<void> {
  const by = await addOrganizer(database);
  const { id } = await createDraft({ database, now: () => now }, { content, by });
  await publishDraft(database, { id }, now);
}
