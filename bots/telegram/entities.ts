import type { MessageEntity } from 'grammy/types';
import type { Mark } from '../../src/domain/rich-text.ts';

/** Stretches that stand out, as Telegram takes them: no text has to be escaped. https://core.telegram.org/bots/api#messageentity */
export function entities(marks: readonly Mark[]): MessageEntity[] {
  return marks.map((mark): MessageEntity => {
    const { from: offset, length } = mark;
    return mark.kind === 'link'
      ? { type: 'text_link', offset, length, url: mark.url }
      : { type: mark.kind, offset, length };
  });
}
