import { z } from 'zod';
import { LANGUAGES, type Language, type Localized } from './languages.ts';
import type { MessengerName } from './people.ts';
import { readRichText } from './rich-text.ts';

/** Telegram takes 4,096; the same for both, so that nobody reads less. */
export const LONGEST_TEXT = 4_000;

/** With a picture the text is its caption: Viber's limit, the smaller one. */
export const LONGEST_CAPTION = 768;

/** Of a button: what both messengers show in one line on a phone. */
export const LONGEST_LABEL = 40;

const localized = (longest: number) => z.strictObject({ be: text(longest), ru: text(longest), en: text(longest) });
const text = (longest: number) => z.string().trim().max(longest);
const survey = z.string().regex(/^[a-z0-9][a-z0-9-]{1,30}$/);

/**
 * What a broadcast says. Shape only, so that an unfinished draft can be kept; `contentProblems` says what is
 * still missing. Texts are `RichText` sources.
 */
export const broadcastContent = z.strictObject({
  /** With room for signs, which are not counted: see `LONGEST_TEXT`. */
  text: localized(8_000),
  /** `pictures` rows, one a language (mostly three times the same). */
  picture: z.strictObject({ be: z.uuid(), ru: z.uuid(), en: z.uuid() }).nullable().default(null),
  /** A button that opens an address. */
  link: z
    .strictObject({ label: localized(200), url: z.union([z.literal(''), z.url({ protocol: /^https$/ }).max(1_000)]) })
    .nullable()
    .default(null),
  /** A button that begins a survey in the chat. */
  survey: z
    .strictObject({ id: survey, label: localized(200) })
    .nullable()
    .default(null),
});

export type BroadcastContent = z.infer<typeof broadcastContent>;

/** What a deep link's payload begins with that shows a broadcast to whoever opens it, in a chat of their own. */
const SHOW_PREFIX = 'show_';

export function showPayload(code: string): string {
  return `${SHOW_PREFIX}${code}`;
}

/** The code in such a payload. */
export function showCodeOf(payload: string): string | undefined {
  return /^show_([A-Za-z0-9_-]{16,40})$/.exec(payload)?.[1];
}

/** Hours of the day, in the election's time zone, in which it may be sent; `from` > `to` goes over midnight. */
export const sendingHours = z
  .strictObject({ from: z.int().min(0).max(23), to: z.int().min(0).max(24) })
  .refine(({ from, to }) => from !== to, { path: ['to'], error: 'the same hour' });

export type SendingHours = z.infer<typeof sendingHours>;

export const BROADCAST_STATES = [
  /** Being written. */
  'draft',
  /** Waits for the second person. */
  'proposed',
  /** Approved; waits for its time, at most some seconds when that is now. */
  'scheduled',
  /** Its recipients are being fixed. */
  'fixing',
  'running',
  'paused',
  'cancelled',
  'finished',
] as const;

export type BroadcastState = (typeof BROADCAST_STATES)[number];

/** What may be done to a broadcast in a state. */
export const TRANSITIONS = {
  propose: ['draft'],
  withdraw: ['proposed'],
  start: ['draft', 'proposed'],
  pause: ['scheduled', 'fixing', 'running'],
  resume: ['paused'],
  cancel: ['scheduled', 'fixing', 'running', 'paused'],
} as const satisfies Record<string, readonly BroadcastState[]>;

export type Transition = keyof typeof TRANSITIONS;

export function allows(state: BroadcastState, transition: Transition): boolean {
  return (TRANSITIONS[transition] as readonly BroadcastState[]).includes(state);
}

/** A fault in a content, with its place: the console shows it beside the field. */
export interface ContentProblem {
  readonly field: 'text' | 'picture' | 'link-label' | 'link-url' | 'survey-label';
  readonly language?: Language;
  readonly problem: 'missing' | 'too-long';
  /** The limit that is broken, in characters as they are read. */
  readonly most?: number;
}

/** Everything that keeps a content from being sent; none: it can be. */
export function contentProblems(content: BroadcastContent): ContentProblem[] {
  const problems: ContentProblem[] = [];
  const most = content.picture === null ? LONGEST_TEXT : LONGEST_CAPTION;
  const check = (field: ContentProblem['field'], texts: Localized, limit: number, length: (s: string) => number) => {
    for (const language of LANGUAGES) {
      const written = texts[language].trim();
      if (written === '') problems.push({ field, language, problem: 'missing' });
      else if (length(written) > limit) problems.push({ field, language, problem: 'too-long', most: limit });
    }
  };
  check('text', content.text, most, (source) => readRichText(source).text.length);
  if (content.link !== null) {
    check('link-label', content.link.label, LONGEST_LABEL, (label) => label.length);
    if (content.link.url === '') problems.push({ field: 'link-url', problem: 'missing' });
  }
  if (content.survey !== null) check('survey-label', content.survey.label, LONGEST_LABEL, (label) => label.length);
  return problems;
}

/** What became of a recipient. `sending`: with a sender just now, or with one that has just died. */
export const OUTCOMES = ['sending', 'sent', 'blocked', 'failed', 'uncertain', 'left-out'] as const;

export type RecipientOutcome = (typeof OUTCOMES)[number];

/** How far a broadcast is, from the sums of its ledger. */
export interface BroadcastProgress {
  readonly id: string;
  /** When it was read. */
  readonly at: Date;
  readonly state: BroadcastState;
  readonly startsAt: Date | null;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
  /** Recipients fixed so far; all of them once it is past `fixing`. */
  readonly recipients: number;
  readonly byMessenger: Readonly<Record<MessengerName, MessengerProgress>>;
  /** Why it failed, was left out or is uncertain: codes with how many, most first. */
  readonly reasons: readonly {
    readonly outcome: 'blocked' | 'failed' | 'uncertain' | 'left-out';
    readonly code: string;
    readonly count: number;
  }[];
  /** Sent in the last seconds, a second; undefined while nothing is being sent. */
  readonly perSecond: number | undefined;
  /** Until the end at that rate, leaving out quiet hours; undefined when it cannot be said. */
  readonly secondsLeft: number | undefined;
}

export interface MessengerProgress {
  readonly recipients: number;
  readonly sent: number;
  readonly blocked: number;
  readonly failed: number;
  readonly uncertain: number;
  readonly leftOut: number;
  /** Without an outcome yet. */
  readonly waiting: number;
}
