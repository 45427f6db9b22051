import { daysFrom, FIRST_YEAR, parseTypedDay } from '../domain/chronicle/days.ts';
import {
  LONGEST_SUGGESTED_PLACE,
  LONGEST_SUGGESTION,
  MOST_SUGGESTED_PHOTOS,
  SHORTEST_SUGGESTION,
} from '../domain/chronicle/suggestion.ts';
import type { Hint } from './answers.ts';
import { askPhotos } from './ask-photos.ts';
import type { Answer, Dialogue, Talk } from './dialogue.ts';
import { cut, dayInWords } from './labels.ts';

/** Something for the chronicle: what happened, when, where, photos, a summary to confirm. Nothing of the person goes along. */
export const addToChronicle: Dialogue = {
  name: 'add-to-chronicle',
  version: 1,
  purpose: 'Send something for the chronicle: a warning about faces, text, day, place, up to four photos, “received”.',
  dropped: 'chronicle-chat-dropped',
  async run(talk) {
    const { t, language } = talk;
    const cancel = { id: 'chron:cancel', label: t('ballot-cancel') };
    const start = await talk.choose({
      text: t('chronicle-chat-warning'),
      options: [[{ id: 'chron:go', label: t('chronicle-chat-go') }], [cancel]],
    });
    if (start === 'chron:cancel') return cancelled(talk);
    const { today } = await talk.once('today', async (look) => ({ today: (await look.chronicle('this-day')).today }));
    const text = await talk.ask(
      () => ({ text: t('chronicle-chat-text', { most: LONGEST_SUGGESTION }), options: [[cancel]] }),
      {
        text: textHint,
      },
    );
    if (text.kind !== 'text') return cancelled(talk);
    const day = await askDay(talk, today);
    if (day === 'cancelled') return cancelled(talk);
    const place = await askPlace(talk);
    if (place === 'cancelled') return cancelled(talk);
    const photoIds = await askForPhotos(talk);
    if (photoIds === 'cancelled') return cancelled(talk);
    const answer = await talk.choose(() => ({
      text: t('chronicle-chat-summary', {
        text: cut(text.text, 300),
        day: day === null ? t('chronicle-chat-not-said') : dayInWords(day, language),
        place: place === '' ? t('chronicle-chat-not-said') : place,
        photos: photoIds.length,
      }),
      options: [[{ id: 'chron:confirm', label: t('chronicle-chat-confirm') }], [cancel]],
    }));
    if (answer === 'chron:cancel') return cancelled(talk);
    await talk.intend({
      do: 'add-to-chronicle',
      suggestionId: await talk.newId(),
      day,
      place,
      text: text.text,
      language,
      photoIds: [...photoIds],
    });
    await talk.say(t('chronicle-chat-received'));
    return undefined;
  },
};

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
function askForPhotos(talk: Talk): Promise<readonly string[] | 'cancelled'> {
  const { t } = talk;
  return askPhotos(talk, {
    most: MOST_SUGGESTED_PHOTOS,
    done: 'chron:done',
    promptFor: (count) => ({
      text:
        count === 0
          ? t('chronicle-chat-photos', { max: MOST_SUGGESTED_PHOTOS })
          : t('chronicle-chat-more-photos', { count, max: MOST_SUGGESTED_PHOTOS }),
      options: [
        [{ id: 'chron:done', label: t(count === 0 ? 'chronicle-chat-no-photos' : 'chronicle-chat-done') }],
        [{ id: 'chron:cancel', label: t('ballot-cancel') }],
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
