import { daysFrom, FIRST_YEAR, parseTypedDay } from '../domain/chronicle/days.ts';
import {
  LONGEST_SUGGESTED_PLACE,
  LONGEST_SUGGESTION,
  MOST_SUGGESTED_PHOTOS,
  SHORTEST_SUGGESTION,
} from '../domain/chronicle/suggestion.ts';
import type { Option } from '../messaging/outgoing.ts';
import type { Hint } from './answers.ts';
import { askPhotos, knownPhotos } from './ask-photos.ts';
import type { Answer, Dialogue, DialogueInput, Next, Talk } from './dialogue.ts';
import { cut, dayInWords } from './labels.ts';
import { goodPhotos } from './refused-photos.ts';

/** What is told before the photos come. */
interface Told {
  readonly text: string;
  /** Null: not said. */
  readonly day: string | null;
  /** Empty: not said. */
  readonly place: string;
}

/**
 * Something for the chronicle: what happened, when, where, photos, a summary to confirm. Nothing of the person goes along. Its input is
 * what is known already when a photo has to come again: `text`, `day`, `place`, and `photos` (ids with commas).
 */
export const addToChronicle: Dialogue = {
  name: 'add-to-chronicle',
  version: 2,
  purpose: 'Send something for the chronicle: a warning about faces, text, day, place, up to four photos, “received”.',
  dropped: 'chronicle-chat-dropped',
  async run(talk, input) {
    const { t, language } = talk;
    const told = toldIn(input) ?? (await askAll(talk));
    if (told === 'cancelled') return cancelled(talk);
    const photoIds = await askForPhotos(talk, knownPhotos(input));
    if (photoIds === 'cancelled') return cancelled(talk);
    const early = await again(talk, 'early', told, photoIds);
    if (early !== undefined) return early;
    const { text, day, place } = told;
    const answer = await talk.choose(() => ({
      text: t('chronicle-chat-summary', {
        text: cut(text, 300),
        day: day === null ? t('chronicle-chat-not-said') : dayInWords(day, language),
        place: place === '' ? t('chronicle-chat-not-said') : place,
        photos: photoIds.length,
      }),
      options: [[{ id: 'chron:confirm', label: t('chronicle-chat-confirm') }], [cancelOption(talk)]],
    }));
    if (answer === 'chron:cancel') return cancelled(talk);
    // The photos are fetched meanwhile: better to hear of a bad one now than after sending.
    const late = await again(talk, 'late', told, photoIds);
    if (late !== undefined) return late;
    const suggestionId = await talk.newId();
    await talk.intend({ do: 'add-to-chronicle', suggestionId, ...told, language, photoIds: [...photoIds] });
    await talk.say(t('chronicle-chat-received'));
    return undefined;
  },
};

async function askAll(talk: Talk): Promise<Told | 'cancelled'> {
  const { t } = talk;
  const cancel = cancelOption(talk);
  const start = await talk.choose({
    text: t('chronicle-chat-warning'),
    options: [[{ id: 'chron:go', label: t('chronicle-chat-go') }], [cancel]],
  });
  if (start === 'chron:cancel') return 'cancelled';
  const { today } = await talk.once('today', async (look) => ({ today: (await look.chronicle('this-day')).today }));
  const text = await talk.ask(
    () => ({ text: t('chronicle-chat-text', { most: LONGEST_SUGGESTION }), options: [[cancel]] }),
    { text: textHint },
  );
  if (text.kind !== 'text') return 'cancelled';
  const day = await askDay(talk, today);
  if (day === 'cancelled') return day;
  const place = await askPlace(talk);
  return place === 'cancelled' ? place : { text: text.text, day, place };
}

/** What an earlier round has; undefined at the first. */
function toldIn({ text, day, place }: DialogueInput): Told | undefined {
  if (typeof text !== 'string' || typeof place !== 'string') return undefined;
  return { text, day: typeof day === 'string' ? day : null, place };
}

/** When a photo is known to be of no use: says so, and asks for others in its place. Nothing of what was told has to be told again. */
async function again(talk: Talk, when: string, told: Told, photos: readonly string[]): Promise<Next | undefined> {
  if (photos.length === 0) return undefined;
  const good = await goodPhotos(talk, when, photos);
  if (good === undefined) return undefined;
  const { text, day, place } = told;
  return {
    dialogue: 'add-to-chronicle',
    input: { text, place, photos: good.join(), ...(day === null ? {} : { day }) },
  };
}

function cancelOption({ t }: Talk): Option {
  return { id: 'chron:cancel', label: t('ballot-cancel') };
}

function textHint(typed: string): Hint | undefined {
  if (typed.length < SHORTEST_SUGGESTION) return { key: 'chronicle-chat-text-short' };
  if (typed.length > LONGEST_SUGGESTION) return { key: 'chronicle-chat-text-long', args: { most: LONGEST_SUGGESTION } };
  return undefined;
}

/** Null: not said. */
async function askDay({ t, ask }: Talk, today: string): Promise<string | null | 'cancelled'> {
  const answer = await ask(
    () => ({
      text: t('chronicle-chat-day'),
      options: [
        [
          { id: 'chron:today', label: t('chronicle-chat-today') },
          { id: 'chron:yesterday', label: t('chronicle-chat-yesterday') },
        ],
        [
          { id: 'chron:skip', label: t('chronicle-chat-skip') },
          { id: 'chron:cancel', label: t('ballot-cancel') },
        ],
      ],
    }),
    { text: (typed) => dayHint(typed, today) },
  );
  if (answer.kind === 'text') {
    const parsed = parseTypedDay(answer.text, today);
    return parsed.kind === 'day' ? parsed.day : null;
  }
  switch (idOf(answer)) {
    case 'chron:today':
      return today;
    case 'chron:yesterday':
      return daysFrom(today, -1);
    case 'chron:skip':
      return null;
    default:
      return 'cancelled';
  }
}

function dayHint(typed: string, today: string): Hint | undefined {
  const { kind } = parseTypedDay(typed, today);
  return kind === 'day' ? undefined : { key: `chronicle-chat-day-${kind}`, args: { year: FIRST_YEAR } };
}

/** Empty: not said. */
async function askPlace({ t, ask }: Talk): Promise<string> {
  const answer = await ask(
    () => ({
      text: t('chronicle-chat-place'),
      options: [
        [
          { id: 'chron:skip', label: t('chronicle-chat-skip') },
          { id: 'chron:cancel', label: t('ballot-cancel') },
        ],
      ],
    }),
    {
      text: (typed) =>
        typed.length > LONGEST_SUGGESTED_PLACE
          ? { key: 'chronicle-chat-place-long', args: { most: LONGEST_SUGGESTED_PLACE } }
          : undefined,
    },
  );
  if (answer.kind === 'text') return answer.text.replaceAll('\n', ' ');
  return idOf(answer) === 'chron:skip' ? '' : 'cancelled';
}

/** None is as good as some. */
function askForPhotos(talk: Talk, known: readonly string[]): Promise<readonly string[] | 'cancelled'> {
  const { t } = talk;
  return askPhotos(talk, {
    known,
    most: MOST_SUGGESTED_PHOTOS,
    done: 'chron:done',
    promptFor: (count) => ({
      text:
        count === 0
          ? t('chronicle-chat-photos', { max: MOST_SUGGESTED_PHOTOS })
          : t('chronicle-chat-more-photos', { count, max: MOST_SUGGESTED_PHOTOS }),
      options: [
        [{ id: 'chron:done', label: t(count === 0 ? 'chronicle-chat-no-photos' : 'chronicle-chat-done') }],
        [cancelOption(talk)],
      ],
    }),
  });
}

function idOf(answer: Answer): string | undefined {
  return answer.kind === 'tap' ? answer.id : undefined;
}

async function cancelled(talk: Talk): Promise<undefined> {
  await talk.say(talk.t('chronicle-chat-cancelled'));
  return undefined;
}
