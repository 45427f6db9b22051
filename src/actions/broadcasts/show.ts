import type { Language } from '../../domain/languages.ts';
import type { Outgoing } from '../../messaging/outgoing.ts';
import { readByTryCode } from '../../storage/broadcasts.ts';
import type { Queryable } from '../../storage/database.ts';
import { composeBroadcast } from './compose.ts';

/**
 * What a code shows (`testSend`), as it will be sent; undefined when it shows nothing any more, or when the
 * draft has no text in this language yet.
 */
export async function showBroadcast(
  q: Queryable,
  code: string,
  language: Language | null,
): Promise<Outgoing | undefined> {
  const content = await readByTryCode(q, code);
  const message = content && composeBroadcast(content, language);
  return message === undefined || message.text === '' ? undefined : unfinishedAside(message);
}

/** A button that has no words or no address yet cannot be sent. */
function unfinishedAside({ link, options, ...message }: Outgoing): Outgoing {
  const rows = options?.map((row) => row.filter(({ label }) => label.trim() !== '')).filter((row) => row.length > 0);
  return {
    ...message,
    ...(link === undefined || link.label.trim() === '' || link.url === '' ? {} : { link }),
    ...(rows === undefined || rows.length === 0 ? {} : { options: rows }),
  };
}
