import type { LookUps } from '../actions/look-ups.ts';
import { MOST_PROTOCOL_PHOTOS } from '../domain/protocols/states.ts';
import { knownPhotos } from './ask-photos.ts';
import type { Dialogue, DialogueInput, Next, Talk } from './dialogue.ts';
import { cut, dayInWords, stationLine } from './labels.ts';
import { askPages } from './protocol-photos.ts';
import { goodPhotos } from './refused-photos.ts';
import { afterwards, elsewhere } from './routes.ts';

/**
 * A station's result sheet: which station, its photos, a summary to confirm. Its input is what is known already:
 * `station` (an id), and `photos` (ids with commas) when one of them has to come again.
 */
export const protocol: Dialogue = {
  name: 'protocol',
  version: 1,
  purpose: 'Send photos of a station’s result sheet: station, one to six photos, summary, “received”.',
  dropped: 'protocols-chat-dropped',
  async run(talk, input) {
    const { t, person } = talk;
    if (person.tier === null) {
      await talk.say(t('protocols-chat-needs-registration'));
      return { dialogue: 'register', input: afterwards('protocol') };
    }
    const start = await talk.once('start', (look) => readStart(look, namedStation(input), person.stationId));
    if (start.kind === 'closed') {
      const opens = start.opensOn === undefined ? undefined : dayInWords(start.opensOn, talk.language);
      await talk.say(opens === undefined ? t('no-election') : t('protocols-chat-before', { opens }));
      return undefined;
    }
    const { electionId, station } = start;
    // Nobody's own station, or one that is gone.
    if (station === undefined) return elsewhere('protocol');
    if (namedStation(input) === undefined) {
      const answer = await askStation(talk, station);
      if (answer === 'protocol:cancel') return cancelled(talk);
      if (answer === 'protocol:other') return elsewhere('protocol');
    }
    const photos = await askPages(talk, stationLine(t, station), knownPhotos(input));
    if (photos === 'cancelled') return cancelled(talk);
    const early = await again(talk, 'early', station.id, photos);
    if (early !== undefined) return early;
    const answer = await talk.choose({
      text: summary(talk, station, photos.length, start.replaces),
      options: [
        [{ id: 'protocol:confirm', label: t('ballot-confirm') }],
        [
          { id: 'protocol:change', label: t('ballot-change') },
          { id: 'protocol:cancel', label: t('ballot-cancel') },
        ],
      ],
      photoHint: 'hint-photos-enough',
      trace: true,
    });
    if (answer === 'protocol:cancel') return cancelled(talk);
    if (answer === 'protocol:change') return { dialogue: 'protocol' };
    // The photos are fetched meanwhile: better to hear of a bad one now than after handing in.
    const late = await again(talk, 'late', station.id, photos);
    if (late !== undefined) return late;
    await talk.intend({
      do: 'hand-in-protocol',
      protocolId: await talk.newId(),
      electionId,
      stationId: station.id,
      photoIds: [...photos],
    });
    await talk.say(t('protocols-chat-received'));
    return { dialogue: 'clean-up', input: { of: 'protocol' } };
  },
};

interface NamedStation {
  readonly id: string;
  readonly code: string;
  readonly name: string;
}

type Start =
  | { readonly kind: 'closed'; readonly opensOn?: string }
  | {
      readonly kind: 'open';
      readonly electionId: string;
      /** The one that was named, or the person's own. */
      readonly station?: NamedStation;
      /** An earlier one of the same person will make room for this one. */
      readonly replaces: boolean;
    };

/** Result sheets hang out when the count is over, early ones during it: not before the election begins. */
async function readStart(look: LookUps, named: string | undefined, own: string | null): Promise<Start> {
  const election = await look.election();
  if (election === undefined) return { kind: 'closed' };
  if (election.phase === 'before') return { kind: 'closed', opensOn: election.opensOn };
  const id = named ?? own;
  const station = id === null ? undefined : await look.station(id);
  const kept = station && { id: station.id, code: station.code, name: cut(station.name, 100) };
  const replaces = kept !== undefined && (await look.hasProtocolAt(kept.id));
  return { kind: 'open', electionId: election.id, ...(kept === undefined ? {} : { station: kept }), replaces };
}

function namedStation({ station }: DialogueInput): string | undefined {
  return typeof station === 'string' ? station : undefined;
}

function askStation({ t, choose }: Talk, station: NamedStation): Promise<string> {
  return choose(() => ({
    text: t('protocols-chat-station', { station: stationLine(t, station) }),
    options: [
      [{ id: 'protocol:own', label: t('protocols-chat-own') }],
      [{ id: 'protocol:other', label: t('protocols-chat-other') }],
      [{ id: 'protocol:cancel', label: t('ballot-cancel') }],
    ],
    trace: true,
  }));
}

/** When a photo is known to be of no use: says so, and asks for others in its place. */
async function again(talk: Talk, when: string, station: string, photos: readonly string[]): Promise<Next | undefined> {
  const good = await goodPhotos(talk, when, photos);
  if (good === undefined) return undefined;
  return { dialogue: 'protocol', input: { station, photos: good.join() } };
}

function summary({ t }: Talk, station: NamedStation, photos: number, replaces: boolean): string {
  const lines = [t('protocols-chat-summary', { station: stationLine(t, station), photos, max: MOST_PROTOCOL_PHOTOS })];
  if (replaces) lines.push(t('protocols-chat-replaces'));
  return lines.join('\n');
}

async function cancelled(talk: Talk): Promise<undefined> {
  await talk.say(talk.t('protocols-chat-cancelled'));
  return undefined;
}
