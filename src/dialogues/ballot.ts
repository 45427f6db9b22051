import type { LookUps } from '../actions/look-ups.ts';
import { isReplaceable } from '../domain/ballots.ts';
import type { Language } from '../domain/languages.ts';
import { askSides, type Sides } from './ballot-photos.ts';
import type { Dialogue, Next, Talk } from './dialogue.ts';
import { choiceRows, chosen, dayInWords, type NamedChoice, namedChoices, stationLine } from './labels.ts';
import { refusedPhotos } from './refused-photos.ts';
import { afterwards } from './routes.ts';

/**
 * A ballot: the choice, its photos, a summary to confirm. Its input is what is known already when a
 * photo has to come again: `choice`, `front`, `back`.
 */
export const ballot: Dialogue = {
  name: 'ballot',
  version: 1,
  purpose: 'Hand in a ballot: choice, photos of both sides (or none), summary, “received”.',
  dropped: 'ballot-dropped',
  async run(talk, input) {
    const { t, person } = talk;
    const { tier, stationId } = person;
    if (tier === null) return sayAndGo(talk, t('ballot-needs-registration'), 'register');
    if (stationId === null) return sayAndGo(talk, t('ballot-needs-station'), 'station');
    const start = await talk.once('start', (look) => readStart(look, stationId, talk.language));
    if (start.kind === 'closed') {
      await talk.say(closedWord(talk, start));
      return undefined;
    }
    const { electionId, choices } = start;
    const known = choices.find(({ id }) => id === input.choice);
    const choice = known ?? (await askChoice(talk, start));
    if (choice === undefined) return cancelled(talk);

    const photos = await askSides(talk, start.sides, known === undefined ? {} : input);
    if (photos === 'cancelled') return cancelled(talk);

    const early = await again(talk, 'early', choice, photos);
    if (early !== undefined) return early;
    const answer = await talk.choose({
      text: summary(talk, start, choice, photos),
      options: [
        [{ id: 'ballot:confirm', label: t('ballot-confirm') }],
        [
          { id: 'ballot:change', label: t('ballot-change') },
          { id: 'ballot:cancel', label: t('ballot-cancel') },
        ],
      ],
      photoHint: photos.length > 0 ? 'hint-photos-enough' : 'hint-photos-left-out',
      trace: true,
    });
    if (answer === 'ballot:cancel') return cancelled(talk);
    if (answer === 'ballot:change') return { dialogue: 'ballot' };
    // The photos are fetched meanwhile: better to hear of a bad one now than after handing in.
    const late = await again(talk, 'late', choice, photos);
    if (late !== undefined) return late;

    await talk.intend({
      do: 'hand-in',
      ballotId: await talk.newId(),
      electionId,
      stationId,
      choiceId: choice.id,
      tier,
      photoIds: photos.map(({ photoId }) => photoId),
    });
    await talk.say(t(photos.length > 0 ? 'ballot-received' : 'ballot-received-without-photos'));
    return { dialogue: 'clean-up' };
  },
};

type Closed = {
  readonly kind: 'closed';
  readonly why: 'no-election' | 'before' | 'after' | 'spent' | 'locked' | 'counted';
} & {
  readonly opensOn?: string;
  readonly closesOn?: string;
};

interface Open {
  readonly kind: 'open';
  readonly electionId: string;
  readonly choices: readonly NamedChoice[];
  readonly sides: number;
  readonly station: { readonly code: string; readonly name: string };
  /** An earlier ballot will make room for this one. */
  readonly replaces: boolean;
}

/** Whether a ballot can be taken now, and all that is needed to ask for it. */
async function readStart(look: LookUps, stationId: string, language: Language): Promise<Closed | Open> {
  const election = await look.election();
  if (election === undefined) return { kind: 'closed', why: 'no-election' };
  const { id: electionId, opensOn, closesOn, phase, photoSides: sides } = election;
  if (phase !== 'open') return { kind: 'closed', why: phase, opensOn, closesOn };
  const earlier = await look.ballot();
  if (earlier !== undefined && !isReplaceable(earlier.state)) return { kind: 'closed', why: 'locked' };
  const spentBy = await look.voiceSpentBy();
  if (spentBy !== undefined) return { kind: 'closed', why: spentBy === 'accepted' ? 'counted' : 'spent' };
  const { code, name } = (await look.station(stationId)) ?? { code: '', name: '' };
  const choices = namedChoices(election, language);
  return { kind: 'open', electionId, choices, sides, station: { code, name }, replaces: earlier !== undefined };
}

function closedWord({ t, language }: Talk, { why, opensOn = '', closesOn = '' }: Closed): string {
  switch (why) {
    case 'no-election':
      return t('no-election');
    case 'before':
      return t('ballot-before', { opens: dayInWords(opensOn, language), closes: dayInWords(closesOn, language) });
    case 'after':
      return t('ballot-after', { closes: dayInWords(closesOn, language) });
    case 'spent':
      return t('ballot-spent');
    case 'locked':
      return t('ballot-locked');
    case 'counted':
      return t('review-chat-counted-before');
  }
}

async function askChoice(talk: Talk, { choices, station, replaces }: Open): Promise<NamedChoice | undefined> {
  const { t } = talk;
  const answer = await talk.choose(() => ({
    text: t(replaces ? 'ballot-choice-again' : 'ballot-choice', { station: stationLine(t, station) }),
    options: [...choiceRows('choice', choices), [{ id: 'ballot:cancel', label: t('ballot-cancel') }]],
    trace: true,
  }));
  return chosen('choice', choices, answer);
}

/** When a photo is known to be of no use: says so, and leads back to the question for that side alone. */
async function again(talk: Talk, when: string, choice: NamedChoice, photos: Sides): Promise<Next | undefined> {
  if (photos.length === 0) return undefined;
  const { t } = talk;
  const bad = await refusedPhotos(
    talk,
    when,
    photos.map(({ photoId }) => photoId),
  );
  if (bad.length === 0) return undefined;
  const input: Record<string, string> = { choice: choice.id };
  for (const { side, photoId } of photos) {
    const refusal = bad.find((photo) => photo.photoId === photoId)?.refusal;
    if (refusal === undefined) input[side] = photoId;
    else await talk.say(`${t(`photo-refused-${side}`)} ${t(`photo-refused-${refusal}`)}`);
  }
  return { dialogue: 'ballot', input };
}

function summary({ t }: Talk, { station, replaces }: Open, choice: NamedChoice, photos: Sides): string {
  const lines = [t('ballot-summary', { station: stationLine(t, station), choice: choice.name, photos: photos.length })];
  if (photos.length === 0) lines.push(t('ballot-summary-without-photos'));
  if (replaces) lines.push(t('ballot-summary-replaces'));
  return lines.join('\n');
}

async function cancelled(talk: Talk): Promise<undefined> {
  await talk.say(talk.t('ballot-cancelled'));
  return undefined;
}

async function sayAndGo(talk: Talk, word: string, dialogue: 'register' | 'station'): Promise<Next> {
  await talk.say(word);
  return { dialogue, input: afterwards('ballot') };
}
