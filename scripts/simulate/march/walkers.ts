import { join } from 'node:path';
import { seeded } from '../../../bots/playground/sample-ballots/seeded.ts';
import type { ShownButton } from '../../../bots/playground/shown.ts';
import { identify } from '../../../src/actions/identify.ts';
import { DEFAULT_LANGUAGE } from '../../../src/domain/languages.ts';
import type { MessengerName, Tier } from '../../../src/domain/people.ts';
import { chunks } from '../../../src/queues/hand-over.ts';
import { byteaArray } from '../../../src/storage/bytea-array.ts';
import { readKeyring } from '../../../src/storage/keyring.ts';
import { loadSealer } from '../../../src/storage/sealing.ts';
import type { Network, Phone } from '../phone.ts';
import type { ScratchSystem } from '../system.ts';
import type { WalkLedger } from './walk-ledger.ts';

const TELEGRAM_IDS = 6_000_000_000;
const ADDED_AT_ONCE = 2_000;
const PATIENCE_MS = 180_000;

/** One account that walks. */
export interface Walker {
  readonly number: number;
  readonly messenger: MessengerName;
  readonly userId: string;
  readonly tier: Tier;
  /** Zones in their order; null: leaves. */
  readonly way: readonly (number | null)[];
}

/** So many walkers, most of them in the first zones; some go on to another one, some leave. */
export function createWalkers(count: number, zones: number, seed: number): Walker[] {
  const random = seeded(`walkers ${seed}`);
  // The square makes some zones large and some small, down to a handful.
  const somewhere = () => Math.floor(random.next() ** 2 * zones);
  return Array.from({ length: count }, (_, number) => {
    const messenger: MessengerName = number % 2 === 0 ? 'telegram' : 'viber';
    const userId =
      messenger === 'telegram' ? `${TELEGRAM_IDS + number}` : `${String(number).padStart(10, '0')}/walks==`;
    const way: (number | null)[] = [somewhere()];
    if (random.next() < 0.2) way.push(somewhere());
    if (random.next() < 0.25) way.push(null);
    return { number, messenger, userId, tier: random.next() < 0.9 ? 'verified' : 'unverified', way };
  });
}

/** They have talked to the bot before: rows as the web process would have written them. */
export async function addWalkers({ database, dataDir }: ScratchSystem, walkers: readonly Walker[]): Promise<void> {
  const keys = await readKeyring(join(dataDir, 'keys', 'web.json'), 'web');
  const seal = await loadSealer(keys.addressPublic);
  for (const part of chunks(walkers, ADDED_AT_ONCE)) {
    const personKeys = part.map(
      ({ messenger, userId }) =>
        identify(keys, { messenger, userId, updateId: '', address: '', chat: 'private', event: { kind: 'edited' } })
          .personKey,
    );
    await database.pool.query(
      `with added as (
         insert into people (person_key, messenger, sealed_address, language, consented, tier, joined_on)
         select k, m, a, $5, true, t, current_date from unnest($1::bytea[], $2::text[], $3::bytea[], $4::text[]) n(k, m, a, t)
         returning id)
       insert into dialogues (person_id) select id from added`,
      [
        byteaArray(personKeys),
        part.map(({ messenger }) => messenger),
        byteaArray(part.map(({ userId }) => seal(userId))),
        part.map(({ tier }) => tier),
        DEFAULT_LANGUAGE,
      ],
    );
  }
}

/** Goes one walker's way, a step at a time, each as the bot has taken it. `waits` is between two steps. */
export async function walk(
  network: Network,
  ledger: WalkLedger,
  marchId: string,
  { number, messenger, userId, way }: Walker,
  waits: () => Promise<void>,
): Promise<void> {
  const phone = messenger === 'telegram' ? network.telegram(Number(userId), '') : network.viber(userId, '');
  for (const [step, zone] of way.entries()) {
    if (step > 0) await waits();
    if (zone === null) {
      await ledger.goes(number, null, () => accepted(phone.type('/left')));
      continue;
    }
    // Beside the button for a location, Telegram shows words only.
    const isZone: IsButton = ({ data, label }) => data === `walk:in:${marchId}:${zone}` || label === `Zone ${zone + 1}`;
    const since = phone.heard.length;
    await accepted(phone.type('/walk'));
    const question = await heard(phone, isZone, since);
    const pressed = question.buttons.find(isZone);
    if (pressed === undefined) throw new Error('A zone cannot be tapped.');
    await ledger.goes(number, zone, () => accepted(phone.press(question, pressed)));
  }
}

async function accepted(delivery: ReturnType<Phone['type']>): Promise<void> {
  const { status } = await delivery;
  if (status !== 'accepted') throw new Error(`What a walker did was ${status}.`);
}

type IsButton = (button: ShownButton) => boolean;

/** The question with such a button, as soon as it is there; what was said before `since` is old. */
function heard(phone: Phone, isButton: IsButton, since: number): Promise<Phone['heard'][number]> {
  const find = () => phone.heard.slice(since).findLast(({ buttons }) => buttons.some(isButton));
  return new Promise((resolve, reject) => {
    const found = find();
    if (found !== undefined) return resolve(found);
    const last = () => phone.heard.at(-1)?.text ?? 'nothing';
    const timer = setTimeout(() => reject(new Error(`Waited for a zone, last heard: ${last()}`)), PATIENCE_MS);
    phone.onHeard(() => {
      const now = find();
      if (now === undefined) return;
      clearTimeout(timer);
      resolve(now);
    });
  });
}
