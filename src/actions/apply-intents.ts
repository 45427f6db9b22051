import type { PoolClient } from 'pg';
import type { PhotoRefusal } from '../domain/photos.ts';
import type { SurveyMove } from '../domain/surveys/counting.ts';
import { moveSurveyCounts } from '../storage/answers.ts';
import { countForgotten } from '../storage/attack-figures.ts';
import { findSpentVoices } from '../storage/ballots.ts';
import type { Database } from '../storage/database.ts';
import type { Keyring } from '../storage/keyring.ts';
import { addOutboxRows, closeRows, type IntentRow, lockIntents, lockIntentsOf } from '../storage/outbox.ts';
import { readPerson } from '../storage/people.ts';
import { findPhoneKeys, holderOf } from '../storage/phones.ts';
import { moveTallies, type TallyMove } from '../storage/tallies.ts';
import type { NewOutboxRow, OutboxRef } from '../storage/updates.ts';
import { type AnswerSurvey, answerSurveys } from './answer-survey.ts';
import { showBroadcast } from './broadcasts/show.ts';
import { takeSuggestion } from './chronicle/suggest.ts';
import { countAnew } from './count-anew.ts';
import { type Declare, declare, moveDeclaration } from './declare.ts';
import { forget } from './forget.ts';
import { type HandIn, handIn } from './hand-in.ts';
import type { Intent } from './intents.ts';
import { type MarchWish, takeCheckIns } from './marches/check-in.ts';
import { moveRegistration } from './move-registration.ts';
import { type Notice, type NoticeText, noticeRow } from './notices.ts';
import { openIntent, sealPayload } from './outbox-payload.ts';
import { handInProtocol } from './protocols/hand-in-protocol.ts';
import { setProfile } from './set-profile.ts';
import { setTier } from './set-tier.ts';
import { shareSpentVoice } from './spent-voices.ts';
import { linkKeyOf, surveyKeyOf, voiceKeyOf } from './voice-keys.ts';

export interface ApplyIntentsDeps {
  readonly database: Database;
  readonly keys: Pick<Keyring<'worker'>, 'outbox' | 'link' | 'voice' | 'photo' | 'review' | 'lookup'>;
  readonly text: NoticeText;
  readonly today: () => string;
  /** The clock, which tests may set. */
  readonly now?: () => Date;
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

/** One transaction's work. */
interface Work {
  readonly client: PoolClient;
  /** What each person still wants, in their order. A person whose entry is empty is done with. */
  readonly open: Map<string, Item[]>;
  readonly closing: string[];
  readonly notices: NewOutboxRow[];
  readonly droppedPhotos: string[];
  /** How the count changes: written at the end and all at once, so that cells are always locked in one order. */
  readonly moves: TallyMove[];
  /** The same for surveys. */
  readonly surveyMoves: SurveyMove[];
  /** How many accounts were erased. */
  forgotten: number;
}

/**
 * Carries out everything that the people of these rows want, and closes the rows, in one transaction:
 * each intent takes effect exactly once. Different people's are written together; one person's stay in
 * their order. Rows of erased accounts are closed without effect.
 */
export async function applyIntents(deps: ApplyIntentsDeps, ids: readonly string[]): Promise<Applied> {
  return deps.database.transaction(async (client) => {
    const work: Work = {
      client,
      open: new Map(),
      closing: [],
      notices: [],
      droppedPhotos: [],
      moves: [],
      surveyMoves: [],
      forgotten: 0,
    };
    addRows(deps, work, await lockIntents(client, deps.keys.lookup, ids));
    for (let round = nextRound(work); round.length > 0; round = nextRound(work)) {
      await applyRound(deps, work, round);
    }
    await moveTallies(client, work.moves);
    await moveSurveyCounts(client, work.surveyMoves);
    if (work.forgotten > 0) await countForgotten(client, deps.today(), work.forgotten);
    await closeRows(client, work.closing);
    const rows = await addOutboxRows(client, work.notices);
    return { closed: work.closing.length, rows, droppedPhotos: work.droppedPhotos };
  });
}

function addRows(deps: ApplyIntentsDeps, work: Work, rows: readonly IntentRow[]): void {
  for (const row of rows) {
    work.closing.push(row.id);
    if (row.personKey === null) continue;
    const wanted = openIntent(deps.keys.outbox, row.payload);
    const item = { row: { ...row, personKey: row.personKey }, wanted };
    const own = work.open.get(row.personId);
    if (own === undefined) work.open.set(row.personId, [item]);
    else own.push(item);
  }
}

/** The next intent of everybody. */
function nextRound(work: Work): Item[] {
  return [...work.open.values()].flatMap((own) => own.splice(0, 1));
}

async function applyRound(deps: ApplyIntentsDeps, work: Work, round: readonly Item[]): Promise<void> {
  const handIns = await handInsOf(deps, work, round);
  const declares: Declare[] = [];
  const answers = new Map<AnswerSurvey, Item>();
  const marching = new Map<MarchWish, Item>();
  for (const item of round) {
    const { wanted, row } = item;
    if (wanted.do === 'declare') {
      declares.push({ linkKey: linkKeyOf(deps.keys.link, row.personKey, wanted.electionId), wanted });
    } else if (wanted.do === 'answer-survey') {
      const linkKey = surveyKeyOf(deps.keys.link, row.personKey, wanted.surveyId);
      answers.set({ personId: row.personId, linkKey, wanted }, item);
    } else if (wanted.do === 'check-in' || wanted.do === 'leave-march') {
      marching.set({ personKey: row.personKey, tier: row.tier, wanted }, item);
    }
  }
  if (handIns.size > 0) await applyHandIns(deps, work, handIns);
  if (declares.length > 0) await declare(work.client, declares, work.moves);
  if (answers.size > 0) {
    for (const late of await answerSurveys(work.client, [...answers.keys()], work.surveyMoves)) {
      tellPerson(deps, work, answers.get(late)?.row, { kind: 'survey-not-taken' });
    }
  }
  if (marching.size > 0) {
    const refused = await takeCheckIns(
      work.client,
      deps.keys.photo,
      [...marching.keys()],
      (deps.now ?? (() => new Date()))(),
    );
    for (const [wish, why] of refused) {
      tellPerson(deps, work, marching.get(wish)?.row, { kind: 'march-not-counted', why });
    }
  }
  for (const item of round) await applyAlone(deps, work, item);
}

/** Who hands in what in this round, with the voices that may be spent. */
async function handInsOf(deps: ApplyIntentsDeps, work: Work, round: readonly Item[]): Promise<Map<HandIn, Item>> {
  const { link, voice } = deps.keys;
  const handing = round.filter(({ wanted }) => wanted.do === 'hand-in');
  if (handing.length === 0) return new Map();
  const phones = await findPhoneKeys(
    work.client,
    deps.keys.lookup,
    handing.map(({ row }) => row.personId),
  );
  const handIns = new Map<HandIn, Item>();
  for (const item of handing) {
    const { wanted, row } = item;
    if (wanted.do !== 'hand-in') continue;
    const { personId, personKey } = row;
    const phoneKey = phones.get(personId);
    const voices = phoneKey === undefined ? [personKey] : [personKey, phoneKey];
    const voiceKeys = voices.map((of) => voiceKeyOf(voice, of, wanted.electionId));
    handIns.set({ personId, linkKey: linkKeyOf(link, personKey, wanted.electionId), voiceKeys, wanted }, item);
  }
  return handIns;
}

async function applyHandIns(deps: ApplyIntentsDeps, work: Work, handIns: ReadonlyMap<HandIn, Item>): Promise<void> {
  const result = await handIn(work.client, deps.keys, [...handIns.keys()], work.moves, deps.today());
  work.droppedPhotos.push(...result.droppedPhotos);
  const tell = (by: HandIn, notice: Notice) => tellPerson(deps, work, handIns.get(by)?.row, notice);
  for (const by of result.locked) tell(by, { kind: 'ballot-locked' });
  for (const by of result.counted) tell(by, { kind: 'ballot-already-counted' });
  for (const { handIn: by, state, refusal } of result.settled) tell(by, settledNotice(state, refusal));
}

function tellPerson(deps: ApplyIntentsDeps, work: Work, row: Item['row'] | undefined, notice: Notice): void {
  const { personId, messenger, language } = row ?? {};
  if (personId === undefined || messenger == null || language === undefined) return;
  work.notices.push(noticeRow(deps.keys.outbox, deps.text, { personId, messenger, language }, notice));
}

/** What a person is told about a ballot that could not be counted. */
export function settledNotice(state: 'refused' | 'duplicate', refusal: string | null): Notice {
  return state === 'duplicate'
    ? { kind: 'ballot-duplicate' }
    : { kind: 'ballot-refused', refusal: (refusal ?? 'damaged') as PhotoRefusal };
}

/** Rare intents, one at a time. */
async function applyAlone(deps: ApplyIntentsDeps, work: Work, { row, wanted }: Item): Promise<void> {
  const { client } = work;
  const person = { id: row.personId, personKey: row.personKey };
  switch (wanted.do) {
    case 'move-declaration':
      return moveDeclaration(
        client,
        linkKeyOf(deps.keys.link, row.personKey, wanted.electionId),
        wanted.stationId,
        work.moves,
      );
    case 'set-tier':
      await shareSpentVoice(client, deps.keys, person, wanted.electionId);
      // A phone whose former account handed in and was forgotten has had its voice.
      if (wanted.tier !== 'verified' || !(await phoneIsSpent(deps, client, row.personId, wanted.electionId))) {
        await setTier(client, linkKeyOf(deps.keys.link, row.personKey, wanted.electionId), wanted.tier, work.moves);
      }
      return countAnew(client, deps.keys.link, person, work.surveyMoves);
    case 'move-registration':
      return move(deps, work, row, { to: person, phoneKey: Buffer.from(wanted.phoneKey, 'base64'), tier: wanted.tier });
    case 'hand-in-protocol': {
      const { kind, station, droppedPhotos } = await handInProtocol(client, deps.keys, person, wanted, deps.today());
      work.droppedPhotos.push(...droppedPhotos);
      if (kind !== 'taken') tellPerson(deps, work, row, { kind: `protocol-${kind}`, station });
      return;
    }
    case 'set-profile':
      return setProfile(client, deps.keys.link, person, wanted, work.surveyMoves);
    case 'add-to-chronicle': {
      const notice = await takeSuggestion(client, deps.keys, person, wanted, deps.today());
      if (notice !== undefined) tellPerson(deps, work, row, notice);
      return;
    }
    case 'show-broadcast': {
      const message = await showBroadcast(client, wanted.code, row.language);
      if (message === undefined || row.messenger === null)
        return tellPerson(deps, work, row, { kind: 'nothing-to-show' });
      const payload = sealPayload(deps.keys.outbox, { messenger: row.messenger, message });
      work.notices.push({ queue: 'sends', personId: row.personId, payload });
      return;
    }
    case 'forget': {
      const before = await readPerson(client, deps.keys.lookup, row.personId);
      if (before === undefined) return;
      work.droppedPhotos.push(...(await forget(client, deps.keys, person, work.moves)));
      work.open.delete(row.personId);
      work.forgotten += 1;
      const { messenger, language, sealedAddress } = before;
      const to = { personId: null, messenger, language, sealedAddress };
      work.notices.push(noticeRow(deps.keys.outbox, deps.text, to, { kind: 'forgotten' }));
      return;
    }
    case 'hand-in':
    case 'declare':
    case 'answer-survey':
    case 'check-in':
    case 'leave-march':
    case 'fetch-photo':
    case 'clean-up':
      return;
  }
}

async function move(
  deps: ApplyIntentsDeps,
  work: Work,
  row: Item['row'],
  wanted: Parameters<typeof moveRegistration>[2],
): Promise<void> {
  const { client } = work;
  const holder = await holderOf(client, deps.keys.lookup, wanted.phoneKey);
  if (holder !== undefined && holder !== row.personId) await finish(deps, work, holder);
  // Erased meanwhile, because somebody else took this person's own registration over.
  if ((await readPerson(client, deps.keys.lookup, row.personId)) === undefined) return;
  const moved = await moveRegistration(client, deps.keys, wanted, work.moves, work.surveyMoves);
  const messenger = row.messenger ?? 'telegram';
  const self = { personId: row.personId, messenger, language: row.language };
  work.notices.push(noticeRow(deps.keys.outbox, deps.text, self, { kind: 'registration-moved' }));
  if (moved.kind === 'nothing-to-move') return;
  work.open.delete(moved.from.id);
  work.droppedPhotos.push(...moved.droppedPhotos);
  const { sealedAddress } = moved.from;
  const left = { personId: null, messenger: moved.from.messenger, language: moved.from.language, sealedAddress };
  work.notices.push(noticeRow(deps.keys.outbox, deps.text, left, { kind: 'registration-moved-away' }));
}

/** What the holder of a registration wanted before it is taken over is carried out first: nothing is lost. */
async function finish(deps: ApplyIntentsDeps, work: Work, personId: string): Promise<void> {
  if (!work.open.has(personId)) addRows(deps, work, await lockIntentsOf(work.client, deps.keys.lookup, [personId]));
  const own = work.open.get(personId) ?? [];
  for (let next = own.shift(); next !== undefined; next = own.shift()) await applyRound(deps, work, [next]);
}

async function phoneIsSpent(
  deps: ApplyIntentsDeps,
  client: PoolClient,
  personId: string,
  electionId: string,
): Promise<boolean> {
  const phoneKey = (await findPhoneKeys(client, deps.keys.lookup, [personId])).get(personId);
  if (phoneKey === undefined) return false;
  return (await findSpentVoices(client, [voiceKeyOf(deps.keys.voice, phoneKey, electionId)])).size > 0;
}
