import type { ProcessName } from '../domain/processes.ts';

/** What each process may do with a table, in the words of Postgres's GRANT; nothing where a process is not named. */
export type TableGrants = Readonly<Partial<Record<ProcessName, string>>>;

const READ = 'select';
const APPEND = 'select, insert';
const WRITE = 'select, insert, update';
const ALL = 'select, insert, update, delete';

/** Vacuum at once what was deleted, hold a whole table, put its rows in another order: Postgres calls all of it maintaining. */
const AND_VACUUM = ', maintain';

/** What a sender writes into a row of the outbox: who has it, until when, and when it is to be tried again. */
const HOLD_AND_RETRY = 'update (attempts, handed_at, due_at, leased_until, leased_by)';

/** For who deletes what is old by its day: not what is in it. */
const RETIRE_BY_DAY = 'select (day), delete';

/** Of an account, all but the address. */
const NO_ADDRESS = `id, person_key, sealed_key, messenger, language, consented, tier, station_id, reachable, wants_broadcasts`;

/**
 * Every table, and which process may do what with it: no more than its code does, so that a process that was broken into
 * cannot reach what is not its own. A new table belongs here at once: nobody may touch one that is not in the list, and a
 * test names it. A count, a link, a key: the worker writes it, the web process reads it or not even that.
 */
export const GRANTS: Readonly<Record<string, TableGrants>> = {
  // People. The sender reads addresses; it does not read keys, stations or phones. The worker passes the address of
  // somebody whom it erases on, as it is sealed: for their last message.
  people: {
    web: `select (${NO_ADDRESS}, joined_on), insert, update (language, consented, tier, station_id, reachable, wants_broadcasts)`,
    worker: `select (${NO_ADDRESS}, sealed_address), update (consented, tier, station_id), delete`,
    sender: 'select (id, messenger, language, sealed_address, reachable, wants_broadcasts), update (reachable)',
  },
  phones: { web: 'select, insert, delete', worker: ALL },
  dialogues: { web: 'select, insert, update (state)' },
  traces: { web: APPEND, worker: RETIRE_BY_DAY, sender: 'select, insert, delete' },
  profiles: { web: READ, worker: WRITE },

  // What is to be done. The web process can add to it, and neither read what is said nor take anything back.
  updates: { web: APPEND, worker: RETIRE_BY_DAY },
  // The sender takes messages, of which it sees no other rows (`ROWS`), and makes no wish of them.
  outbox: { web: 'select (id, queue, due_at), insert', worker: ALL, sender: `select, ${HOLD_AND_RETRY}, delete` },
  dead_letters: { web: 'insert', worker: RETIRE_BY_DAY },
  send_outcomes: { web: READ, sender: WRITE },
  sending_places: { sender: WRITE },

  // The count: workers write it, the web process reads it, the sender does not see it.
  ballots: { web: READ, worker: ALL + AND_VACUUM },
  ballot_links: { web: READ, worker: ALL + AND_VACUUM },
  declarations: { web: READ, worker: ALL + AND_VACUUM },
  spent_voices: { web: READ, worker: ALL + AND_VACUUM },
  photos: { web: READ, worker: ALL + AND_VACUUM },
  photo_keys: { worker: ALL + AND_VACUUM },
  tallies: { web: READ, worker: WRITE },
  forgotten_days: { web: READ, worker: WRITE },

  // Review: the web process takes slots and writes what reviewers answer; what follows from it, workers write.
  review_items: { web: 'select, update (taken)', worker: ALL + AND_VACUUM },
  review_photos: { web: READ, worker: ALL + AND_VACUUM },
  review_turns: { web: WRITE, worker: ALL },
  reviewers: { web: WRITE, worker: WRITE },
  review_pace: { web: READ, worker: ALL },
  gold_terms: { web: READ, worker: WRITE },
  review_orders: { web: APPEND, worker: 'select, update' },
  quarantines: { web: 'select, insert, update (lifted_on)', worker: `select${AND_VACUUM}` },

  // Result sheets.
  protocols: { web: READ, worker: ALL },
  protocol_links: { web: READ, worker: ALL + AND_VACUUM },
  protocol_photos: { web: READ, worker: ALL },
  protocol_entries: {
    web: 'select, insert, update (final, state, answer, leased_until, seconds)',
    worker: 'select, update',
  },
  protocol_requests: { web: APPEND, worker: 'select, update' },

  // Elections are loaded by the command line, official numbers by the worker.
  // The right to change their id is for a row lock only: everything that names the row keeps it from being changed.
  elections: { web: READ, worker: 'select, update (id, disordered_on)', sender: READ },
  choices: { web: READ, worker: READ, sender: READ },
  stations: { web: READ, worker: READ },
  station_words: { web: READ },
  official_imports: { web: READ, worker: APPEND },
  official_numbers: { web: READ, worker: APPEND },
  official_profiles: { web: WRITE },
  official_uploads: { web: ALL, worker: 'select, update, delete' },
  official_upload_parts: { web: APPEND, worker: 'select, delete' },
  editions: { web: APPEND, sender: READ },
  prepared_editions: { web: 'select, insert, delete', sender: READ },

  // Surveys.
  surveys: { web: ALL, worker: 'select, update' },
  survey_participants: { web: READ, worker: ALL + AND_VACUUM },
  answer_sets: { web: READ, worker: ALL + AND_VACUUM },
  survey_counts: { web: READ, worker: WRITE },
  survey_cells: { web: READ, worker: WRITE },
  survey_margins: { web: 'select, insert, delete' },
  survey_publications: { web: WRITE },

  // Marches: keys and exact counts are the worker's.
  marches: { web: ALL, worker: 'select, update' },
  march_windows: { web: READ, worker: APPEND },
  march_milestones: { worker: WRITE },
  march_keys: { worker: `select, insert, delete${AND_VACUUM}` },
  march_check_ins: { web: 'select (march_id, token)', worker: ALL + AND_VACUUM },
  march_draws: { worker: ALL + AND_VACUUM },
  march_pictures: { web: APPEND, worker: 'select' },

  // The chronicle: words become public through the web process, which a trigger lets do only what two people approved.
  chronicle_drafts: { web: ALL, worker: READ },
  chronicle_versions: { web: APPEND, worker: READ },
  chronicle_entries: { web: WRITE, worker: READ },
  chronicle_pictures: { web: 'insert', worker: READ },
  chronicle_suggestions: { web: 'select, delete', worker: 'select, insert, delete' },
  chronicle_suggestion_photos: { web: READ, worker: ALL },
  chronicle_senders: { worker: ALL },

  // Solidarity: organizers write it, and a trigger lets public what two people approved. Alerts only grow.
  funds: { web: ALL },
  appeals: { web: ALL },
  alerts: { web: APPEND },
  alert_readings: { web: APPEND },

  // Broadcasts.
  pictures: { web: APPEND, worker: 'select (id, day), delete', sender: READ },
  broadcasts: { web: WRITE, worker: WRITE, sender: READ },
  broadcast_batches: { worker: ALL, sender: 'select, update' },
  broadcast_recipients: { worker: ALL, sender: 'select, update' },
  broadcast_outcomes: { web: READ, worker: ALL, sender: WRITE },

  // Organizers.
  organizers: { web: WRITE },
  passkeys: { web: ALL },
  invitations: { web: ALL },
  recovery_codes: { web: 'select, insert, delete' },
  sessions: { web: ALL, worker: 'select (started_at, seen_at), delete' },
  attempts: { web: WRITE, worker: 'select (since), delete' },
  proposals: { web: 'select, insert, update (decision, decided_by, decided_at)' },
  // Only ever appended to. A trigger says the same to everybody.
  audit_entries: { web: APPEND, worker: APPEND },
};

/**
 * Of a table, the rows that a process sees, changes and deletes, where these are not all: a condition in SQL. Its
 * operators must be leakproof, as `=` of a text is, or no index serves what the process asks besides.
 */
export const ROWS: Readonly<Record<string, Readonly<Partial<Record<ProcessName, string>>>>> = {
  outbox: { sender: `queue = 'sends'` },
};
