import type { Language } from '../domain/languages.ts';
import type { MessengerName } from '../domain/people.ts';
import type { PhotoRefusal } from '../domain/photos.ts';
import type { SheetProblem } from '../domain/protocols/entries.ts';
import type { Rejection } from '../domain/review/readings.ts';
import type { Outgoing } from '../messaging/outgoing.ts';
import type { NewOutboxRow } from '../storage/updates.ts';
import { sealPayload } from './outbox-payload.ts';

/** What a worker has to tell a person after the fact. Its words are in the catalogues. */
export type Notice =
  | { readonly kind: 'ballot-duplicate' }
  | { readonly kind: 'ballot-refused'; readonly refusal: PhotoRefusal }
  | { readonly kind: 'ballot-locked' }
  /** What became of a result sheet that they sent; `station` is its code. */
  | {
      readonly kind: 'protocol-agreed' | 'protocol-same' | 'protocol-too-many' | 'protocol-gone';
      readonly station: string;
    }
  | { readonly kind: 'protocol-refused'; readonly station: string; readonly refusal: PhotoRefusal }
  | { readonly kind: 'protocol-rejected'; readonly station: string; readonly problem: SheetProblem }
  /** Review accepted it. `differs`: as another choice than its person had said. */
  | { readonly kind: 'ballot-counted'; readonly differs: boolean }
  /** Review found that it cannot be counted; another one may be sent. */
  | { readonly kind: 'ballot-rejected'; readonly reason: Rejection }
  /** Another one came after the first had been accepted. */
  | { readonly kind: 'ballot-already-counted' }
  | { readonly kind: 'registration-moved' }
  | { readonly kind: 'registration-moved-away' }
  /** An answer came when the survey took none any more, or no other from this person. */
  | { readonly kind: 'survey-not-taken' }
  /** They could not be counted at a march: it is over, or they have been counted in as many places as one can be. */
  | { readonly kind: 'march-not-counted'; readonly why: 'over' | 'often' }
  /** What was sent for the chronicle could not be taken. */
  | { readonly kind: 'chronicle-not-taken'; readonly why: 'often' | 'full' }
  /** A photo that was sent for the chronicle cannot be used; what was told with it has arrived. */
  | { readonly kind: 'chronicle-photo-refused'; readonly refusal: PhotoRefusal }
  /** The code of a link shows nothing any more. */
  | { readonly kind: 'nothing-to-show' }
  | { readonly kind: 'forgotten' };

/**
 * The text of a notice in a person's language, with buttons where something can be done about it: on Viber,
 * whose last message's buttons it takes away, there would be none otherwise.
 */
export type NoticeText = (notice: Notice, language: Language | null) => string | Pick<Outgoing, 'text' | 'options'>;

interface Addressee {
  readonly personId: string | null;
  readonly messenger: MessengerName;
  readonly language: Language | null;
  /** For whom there is no row any more. */
  readonly sealedAddress?: Buffer;
}

/** The outbox row that tells somebody something. */
export function noticeRow(key: Buffer, text: NoticeText, to: Addressee, notice: Notice): NewOutboxRow {
  const { personId, messenger, language, sealedAddress } = to;
  const said = text(notice, language);
  const message = typeof said === 'string' ? { text: said } : said;
  const address = sealedAddress === undefined ? {} : { to: sealedAddress.toString('base64') };
  return { queue: 'sends', personId, payload: sealPayload(key, { messenger, message, ...address }) };
}
