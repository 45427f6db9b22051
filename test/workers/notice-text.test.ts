import { noticeRow } from '../../src/actions/notices.ts';
import { openSend } from '../../src/actions/outbox-payload.ts';
import { menuRoute } from '../../src/dialogues/routes.ts';
import { LANGUAGES } from '../../src/domain/languages.ts';
import { loadCatalogues } from '../../src/i18n/catalogues.ts';
import { noticeText } from '../../workers/notice-text.ts';

const key = Buffer.alloc(32, 1);
const text = noticeText(loadCatalogues());

test.each([
  [{ kind: 'ballot-duplicate' }, ['menu:ballot', 'menu:open']],
  [{ kind: 'ballot-refused', refusal: 'damaged' }, ['menu:ballot', 'menu:open']],
  [{ kind: 'ballot-locked' }, ['menu:open']],
  [{ kind: 'protocol-agreed', station: '7' }, ['menu:open']],
  [{ kind: 'protocol-same', station: '7' }, ['menu:open']],
  [{ kind: 'protocol-too-many', station: '7' }, ['menu:open']],
  [{ kind: 'protocol-gone', station: '7' }, ['menu:open']],
  [{ kind: 'protocol-refused', station: '7', refusal: 'gone' }, ['menu:protocol', 'menu:open']],
  [{ kind: 'protocol-rejected', station: '7', problem: 'other-station' }, ['menu:protocol', 'menu:open']],
  [{ kind: 'chronicle-photo-refused', refusal: 'too-many-bytes' }, ['menu:open']],
  [{ kind: 'registration-moved' }, ['menu:open']],
  [{ kind: 'survey-not-taken' }, ['menu:open']],
  // Nobody is there any more whom a button would lead on.
  [{ kind: 'registration-moved-away' }, []],
  [{ kind: 'forgotten' }, []],
] as const)('%j has buttons that lead on: on Viber it takes those of the last message away', (notice, ids) => {
  for (const language of LANGUAGES) {
    const row = noticeRow(key, text, { personId: null, messenger: 'viber', language }, notice);
    const send = openSend(key, row.payload);
    if (!('message' in send)) throw new Error('it is no message');
    const options = send.message.options?.flat() ?? [];
    expect(options.map(({ id }) => id)).toEqual(ids);
    for (const { id } of options) expect(menuRoute(id)).toBeDefined();
    expect(send.message.text.trim()).not.toBe('');
  }
});
