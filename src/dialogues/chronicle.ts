import type { ChronicleLines, ChronicleTold } from '../actions/chronicle/chronicle-chat.ts';
import { leadOf } from '../domain/chronicle/timeline.ts';
import type { Option } from '../messaging/outgoing.ts';
import type { Dialogue, Next, Talk } from './dialogue.ts';
import { cut, dayInWords } from './labels.ts';
import { chronicleRoute, menuRoute } from './routes.ts';

/** What is told of an entry below its picture, and without one; the rest is on its page. */
const BELOW_PICTURE = 550;
const WITHOUT_PICTURE = 2_500;

/**
 * The chronicle in the chat: this day in other years, a year ago, one entry. Its input: `act` (`year`) or the `number` of
 * an entry; without one, this day.
 */
export const chronicle: Dialogue = {
  name: 'chronicle',
  version: 1,
  purpose: 'The chronicle: what happened on this day, what happened a year ago, one entry with its photo.',
  async run(talk, input) {
    if (typeof input.number === 'number') return tell(talk, input.number);
    return list(talk, input.act === 'year' ? 'year-ago' : 'this-day');
  },
};

async function list(talk: Talk, which: 'this-day' | 'year-ago'): Promise<Next | undefined> {
  const { t, language } = talk;
  const { day, entries, total } = await talk.once('lines', async (look): Promise<ChronicleLines> => {
    const lines = await look.chronicle(which);
    return { ...lines, entries: lines.entries.map((entry) => ({ ...entry, title: cut(entry.title, 80) })) };
  });
  const heading =
    which === 'this-day'
      ? t(total === 0 ? 'chronicle-chat-this-day-none' : 'chronicle-chat-this-day', { day: dayInWords(day, language) })
      : t(total === 0 ? 'chronicle-chat-year-ago-none' : 'chronicle-chat-year-ago', { day: dayInWords(day, language) });
  const lines = entries.map((entry) => `• ${dayInWords(entry.day, language)}: ${entry.title}`);
  const more = total > entries.length ? [t('chronicle-chat-more', { count: total - entries.length })] : [];
  const answer = await talk.choose({
    text: [heading, ...(lines.length === 0 ? [] : ['', ...lines]), ...more].join('\n'),
    options: [
      ...entries.map(({ number, title }): Option[] => [{ id: `chron:see:${number}`, label: cut(title) }]),
      ...ways(talk, which),
    ],
  });
  return chronicleRoute(answer) ?? menuRoute(answer);
}

async function tell(talk: Talk, number: number): Promise<Next | undefined> {
  const { t, language } = talk;
  const told = await talk.once('told', async (look): Promise<ChronicleTold | undefined> => {
    const found = await look.chronicleEntry(number);
    return (
      found && { ...found, text: leadOf(found.text, found.picture === undefined ? WITHOUT_PICTURE : BELOW_PICTURE) }
    );
  });
  const text =
    told === undefined
      ? t('chronicle-chat-gone')
      : [
          cut(told.title, 160),
          [dayInWords(told.day, language), told.place].filter((part) => part !== '').join(' · '),
          '',
          told.text,
        ].join('\n');
  const answer = await talk.choose({
    text,
    ...(told?.picture === undefined ? {} : { picture: told.picture }),
    ...(told?.url === undefined ? {} : { link: { label: t('chronicle-chat-open'), url: told.url } }),
    options: ways(talk, undefined),
  });
  return chronicleRoute(answer) ?? menuRoute(answer);
}

function ways({ t }: Talk, at: 'this-day' | 'year-ago' | undefined): Option[][] {
  const day = { id: 'chron:day', label: t('chronicle-chat-day-button') };
  const year = { id: 'chron:year', label: t('chronicle-chat-year-button') };
  return [
    [...(at === 'this-day' ? [] : [day]), ...(at === 'year-ago' ? [] : [year])],
    [
      { id: 'chron:add', label: t('chronicle-chat-add') },
      { id: 'menu:open', label: t('menu-open') },
    ],
  ];
}
