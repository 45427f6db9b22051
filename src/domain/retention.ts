import { SHOWN_DAYS } from './solidarity/places.ts';

/** For how many days something is kept, by UTC days. `retire` goes by these. */
export const RETAINED_DAYS = {
  /** Telegram keeps undelivered updates for 24 hours: after this nothing is repeated. */
  updates: 3,
  /** A bot can delete messages for 48 hours. */
  traces: 2,
  /** A photo whose ballot was not confirmed on its day or the next never will be. */
  loosePhotos: 2,
  /** What nobody has read for the chronicle by then, nobody will. */
  suggestions: 90,
  /** How much an account sends for the chronicle on one day. */
  senders: 1,
  /** A count is looked at within minutes; an app that was away fetches its picture later. */
  marchPictures: 1,
  /** Long enough for somebody to look after a holiday: what is in them, nobody asked us to keep. */
  deadLetters: 14,
  /** Who got which broadcast: for questions on the days after it. */
  ledgers: 7,
  /** The same where being in the audience says that somebody has or has not handed in or answered. */
  linkedLedgers: 1,
  /** A file of official results that nobody imported: for questions on the days after it. */
  uploads: 7,
  /** How fast reviewers were. */
  pace: 7,
  /** Whose rejected ballot or result sheet it is: for questions after the last day on which another one could come. */
  rejectedLinks: 14,
} as const;

/** A console session is over by then, and after an hour without a request. */
export const SESSION_HOURS = 12;

const days = (n: number) => (n === 1 ? '1 day' : `${n} days`);
const D = RETAINED_DAYS;
const NO_END = 'no end is set';

/** A line of the table in `docs/PRIVACY.md`: what, for how long, and the tables that it is in. */
export interface Retained {
  readonly what: string;
  readonly kept: string;
  readonly tables: readonly string[];
}

/**
 * What is kept for how long: every table of the record, and the table “Retention” of `docs/PRIVACY.md` word for word; a test
 * compares them.
 */
export const RETENTION: readonly Retained[] = [
  { what: 'keys of updates', kept: days(D.updates), tables: ['updates'] },
  {
    what: 'traces (message ids for cleaning up)',
    kept: `${days(D.traces)}, or until deleted from the chat`,
    tables: ['traces'],
  },
  {
    what: 'photos that never became part of a ballot, with key and bytes',
    kept: days(D.loosePhotos),
    tables: ['photos', 'photo_keys'],
  },
  { what: 'outbox rows', kept: 'until done', tables: ['outbox'] },
  {
    what: 'dialogue states',
    kept: 'until the conversation is at its end, or `/forget`; of one that was abandoned, no end is set',
    tables: ['dialogues'],
  },
  {
    what: 'links between participants and answers',
    kept: 'until the survey is unlinked, after its closing',
    tables: ['survey_participants'],
  },
  {
    what: 'links between account and result sheet',
    kept: `until its numbers are agreed, \`/forget\` or replacement; of one that could not be used ${days(D.rejectedLinks)}`,
    tables: ['protocol_links'],
  },
  {
    what: 'photos of result sheets, encrypted',
    kept: `${NO_END}: an administrator may open an agreed sheet again`,
    tables: ['protocol_photos'],
  },
  {
    what: 'links between account and ballot',
    kept: `until review accepts it, \`/forget\` or replacement; of a rejected one ${days(D.rejectedLinks)} from the last day of its election at the latest; of a ballot without photos, which nobody reviews, until \`/forget\` or replacement`,
    tables: ['ballot_links'],
  },
  { what: 'what the web process can open of photos', kept: 'until their item closes', tables: ['review_photos'] },
  {
    what: 'turns',
    kept: `answered ones: ${NO_END}; others until their item closes`,
    tables: ['review_turns', 'review_items', 'reviewers', 'review_orders', 'quarantines', 'gold_terms'],
  },
  { what: 'how fast reviewers were', kept: days(D.pace), tables: ['review_pace'] },
  {
    what: 'who got which broadcast',
    kept: `${days(D.ledgers)} from its end; ${days(D.linkedLedgers)} where the audience says who has handed in or answered. The sums stay`,
    tables: ['broadcast_recipients'],
  },
  {
    what: 'uploads of official results, with the file',
    kept: `${days(D.uploads)}; the file until it is imported. Name and SHA-256 of what was imported stay`,
    tables: ['official_uploads', 'official_upload_parts'],
  },
  {
    what: 'check-ins at a march, its key and draws',
    kept: 'until the march is closed: seconds after its end, two minutes at most',
    tables: ['march_check_ins', 'march_keys', 'march_draws'],
  },
  { what: 'pictures of counts for the chats', kept: days(D.marchPictures), tables: ['march_pictures', 'pictures'] },
  {
    what: 'whom a milestone of a march was told to, and how many they were',
    kept: 'until the march is closed; whom, 1 day at most',
    tables: ['march_milestones'],
  },
  {
    what: 'what was sent for the chronicle, with its photos',
    kept: `until organizers decide, ${days(D.suggestions)} at most; the photos two days longer at most`,
    tables: ['chronicle_suggestions', 'chronicle_suggestion_photos'],
  },
  { what: 'how much an account sent for the chronicle', kept: days(D.senders), tables: ['chronicle_senders'] },
  {
    what: 'pictures of the chronicle',
    kept: 'while a draft or a version that is shown has them',
    tables: ['chronicle_pictures'],
  },
  { what: 'appeals', kept: 'until erased, by one organizer, at any time', tables: ['appeals'] },
  {
    what: 'places that are no longer valid',
    kept: `shown for ${days(SHOWN_DAYS)}; in proposals and alerts for good`,
    tables: ['funds', 'alerts', 'alert_readings'],
  },
  {
    what: 'dead letters',
    kept: `${days(D.deadLetters)}, or until deleted with \`npm run golos -- dead-letters delete\``,
    tables: ['dead_letters'],
  },
  {
    what: 'sessions of the console',
    kept: `${SESSION_HOURS} hours, and an hour after the last request; tries to sign in from one place, an hour`,
    tables: ['sessions', 'attempts'],
  },
  { what: 'invitations', kept: `${NO_END}; they work for 72 hours, once`, tables: ['invitations'] },
  {
    what: 'send outcomes, how many accounts were erased on each day, spent voices, ballots, declarations, accounts',
    kept: NO_END,
    tables: [
      'send_outcomes',
      'spent_voices',
      'ballots',
      'declarations',
      'people',
      'phones',
      'profiles',
      'answer_sets',
      'forgotten_days',
    ],
  },
  {
    what: 'who opens the console, and what they did: organizers, passkeys, recovery codes, proposals, the audit trail',
    kept: `${NO_END}: nothing can be taken out of the trail`,
    tables: ['organizers', 'passkeys', 'recovery_codes', 'proposals', 'audit_entries'],
  },
  {
    what: 'what is public or is going to be, and what is counted',
    kept: NO_END,
    tables: [
      ...['elections', 'choices', 'stations', 'station_words', 'tallies', 'editions', 'prepared_editions'],
      ...[
        'official_imports',
        'official_numbers',
        'official_profiles',
        'protocols',
        'protocol_entries',
        'protocol_requests',
      ],
      ...[
        'surveys',
        'survey_counts',
        'survey_cells',
        'survey_margins',
        'survey_publications',
        'marches',
        'march_windows',
      ],
      ...['broadcasts', 'broadcast_batches', 'broadcast_outcomes', 'sending_places'],
      ...['chronicle_drafts', 'chronicle_versions', 'chronicle_entries'],
    ],
  },
];
