import type { PoolClient } from 'pg';
import type { PhotoRefusal } from '../domain/photos.ts';
import type { Database } from '../storage/database.ts';
import type { Keyring } from '../storage/keyring.ts';
import { addOutboxRows, closeRows, type IntentRow, lockIntents } from '../storage/outbox.ts';
import { readPerson } from '../storage/people.ts';
import type { NewOutboxRow, OutboxRef } from '../storage/updates.ts';
import { type Declare, declare } from './declare.ts';
import { forget } from './forget.ts';
import { type HandIn, handIn } from './hand-in.ts';
import type { Intent } from './intents.ts';
import { moveRegistration } from './move-registration.ts';
import { type Notice, type NoticeText, noticeRow } from './notices.ts';
import { openIntent } from './outbox-payload.ts';
import { setTier } from './set-tier.ts';
import { linkKeyOf } from './voice-keys.ts';

export interface ApplyIntentsDeps {
  readonly database: Database;
  readonly keys: Pick<Keyring<'worker'>, 'outbox' | 'link' | 'voice'>;
  readonly text: NoticeText;
  readonly today: () => string;
}

export interface Applied {
  readonly closed: number;
  /** Answers, to be handed over. */
  readonly rows: readonly OutboxRef[];
  /** Photos whose rows and keys are gone: their bytes may go. */
  readonly droppedPhotos: readonly string[];
}

interface Item {
  readonly row: IntentRow & { readonly personKey: Buffer };
  readonly wanted: Intent;
}

/**
 * Carries out everything that the people of these rows want, and closes the rows, in one transaction:
 * each intent takes effect exactly once. Different people's are written together; one person's stay in
 * their order. Rows of erased accounts are closed without effect.
 */
export async function applyIntents(deps: ApplyIntentsDeps, ids: readonly string[]): Promise<Applied> {
  return deps.database.transaction(async (client) => {
    const rows = await lockIntents(client, ids);
    const items = rows.flatMap((row): Item[] =>
      row.personKey === null ? [] : [{ row: { ...row, personKey: row.personKey }, wanted: openIntent(deps.keys.outbox, row.payload) }],
    );
    const notices: NewOutboxRow[] = [];
    const droppedPhotos: string[] = [];
    for (const round of inRounds(items)) {
      const done = await applyRound(deps, client, round);
      notices.push(...done.notices);
      droppedPhotos.push(...done.droppedPhotos);
    }
    await closeRows(client, rows.map((row) => row.id));
    return { closed: rows.length, rows: await addOutboxRows(client, notices), droppedPhotos };
  });
}

/** The first intents of everybody, then the second ones, and so on. */
function inRounds(items: readonly Item[]): Item[][] {
  const rounds: Item[][] = [];
  const taken = new Map<string, number>();
  for (const item of items) {
    const n = taken.get(item.row.personId) ?? 0;
    taken.set(item.row.personId, n + 1);
    const round = rounds[n];
    if (round === undefined) rounds.push([item]);
    else round.push(item);
  }
  return rounds;
}

async function applyRound(
  deps: ApplyIntentsDeps,
  client: PoolClient,
  round: readonly Item[],
): Promise<{ notices: NewOutboxRow[]; droppedPhotos: string[] }> {
  const notices: NewOutboxRow[] = [];
  const droppedPhotos: string[] = [];
  const tell = (item: Item, notice: Notice) => {
    const { personId, messenger, language } = item.row;
    if (messenger !== null) {
      notices.push(noticeRow(deps.keys.outbox, deps.text, { personId, messenger, language }, notice));
    }
  };

  const handIns = new Map<HandIn, Item>();
  const declares: Declare[] = [];
  for (const item of round) {
    const { wanted, row } = item;
    if (wanted.do === 'hand-in') {
      handIns.set({ linkKey: linkKeyOf(deps.keys.link, row.personKey, wanted.electionId), wanted }, item);
    } else if (wanted.do === 'declare') {
      declares.push({ linkKey: linkKeyOf(deps.keys.link, row.personKey, wanted.electionId), wanted });
    }
  }
  if (handIns.size > 0) {
    const result = await handIn(client, [...handIns.keys()], deps.today());
    droppedPhotos.push(...result.droppedPhotos);
    const itemOf = (h: HandIn, notice: Notice) => {
      const item = handIns.get(h);
      if (item !== undefined) tell(item, notice);
    };
    for (const locked of result.locked) itemOf(locked, { kind: 'ballot-locked' });
    for (const { handIn: by, state, refusal } of result.settled) itemOf(by, settledNotice(state, refusal));
  }
  if (declares.length > 0) await declare(client, declares);

  for (const item of round) {
    const done = await applyAlone(deps, client, item);
    notices.push(...done.notices);
    droppedPhotos.push(...done.droppedPhotos);
  }
  return { notices, droppedPhotos };
}

/** What a person is told about a ballot that could not be counted. */
export function settledNotice(state: 'refused' | 'duplicate', refusal: string | null): Notice {
  return state === 'duplicate'
    ? { kind: 'ballot-duplicate' }
    : { kind: 'ballot-refused', refusal: (refusal ?? 'damaged') as PhotoRefusal };
}

/** Rare intents, one at a time. */
async function applyAlone(
  deps: ApplyIntentsDeps,
  client: PoolClient,
  { row, wanted }: Item,
): Promise<{ notices: NewOutboxRow[]; droppedPhotos: readonly string[] }> {
  const nothing = { notices: [], droppedPhotos: [] };
  const person = { id: row.personId, personKey: row.personKey };
  const self = { personId: row.personId, messenger: row.messenger ?? 'telegram', language: row.language };
  switch (wanted.do) {
    case 'set-tier':
      await setTier(client, linkKeyOf(deps.keys.link, row.personKey, wanted.electionId), wanted.tier);
      return nothing;
    case 'move-registration': {
      const phoneKey = Buffer.from(wanted.phoneKey, 'base64');
      const moved = await moveRegistration(client, deps.keys.link, { to: person, phoneKey, tier: wanted.tier });
      const told = noticeRow(deps.keys.outbox, deps.text, self, { kind: 'registration-moved' });
      if (moved.kind === 'nothing-to-move') return { notices: [told], droppedPhotos: [] };
      const { messenger, language, sealedAddress } = moved.from;
      const left = noticeRow(
        deps.keys.outbox,
        deps.text,
        { personId: null, messenger, language, sealedAddress },
        { kind: 'registration-moved-away' },
      );
      return { notices: [told, left], droppedPhotos: moved.droppedPhotos };
    }
    case 'forget': {
      const before = await readPerson(client, row.personId);
      if (before === undefined) return nothing;
      const droppedPhotos = await forget(client, deps.keys, person);
      const { messenger, language, sealedAddress } = before;
      const to = { personId: null, messenger, language, sealedAddress };
      return { notices: [noticeRow(deps.keys.outbox, deps.text, to, { kind: 'forgotten' })], droppedPhotos };
    }
    case 'hand-in':
    case 'declare':
    case 'fetch-photo':
    case 'clean-up':
      return nothing;
  }
}
