import type { Role } from '../../../src/config/config.ts';
import type { Step } from '../inside.ts';

const step = (name: string, label: string, moment: Step['moment'], more: Omit<Partial<Step>, 'name'> = {}): Step => ({
  name,
  label,
  moment,
  ...more,
});

/** From the messenger's delivery to the queue. */
const WEB: readonly Step[] = [
  step('an update is here, unread', 'web:update', 'before', { nth: 5 }),
  step('its id is remembered, uncommitted', 'sql:remember-updates', 'answered', { nth: 4 }),
  step('its person is locked', 'sql:lock-people', 'answered', { nth: 4 }),
  step('a new person is added, uncommitted', 'sql:add-people', 'answered'),
  step('the dialogue has run, nothing is written', 'sql:write-outcomes', 'before', { nth: 3 }),
  step('everything is on its way to Postgres, the commit is not', 'sql:commit', 'before', {
    after: 'sql:write-outcomes',
    nth: 3,
  }),
  step('the commit is on its way, unanswered', 'sql:commit', 'sent', { after: 'sql:write-outcomes', nth: 3 }),
  step('committed, the messenger does not know', 'sql:commit', 'answered', { after: 'sql:write-outcomes', nth: 3 }),
  step('200 is about to be said', 'web:answer', 'before', { nth: 5 }),
  step('200 was said, nothing is handed over', 'web:answer', 'answered', { nth: 5 }),
  step('about to hand over', 'queue:add', 'before', { nth: 3 }),
  step('just handed over', 'queue:add', 'answered', { nth: 3 }),
];

/** From the queue to the store, for what people want and for their photos. */
const WORKER: readonly Step[] = [
  step('a job is here, its people are not locked', 'sql:lock-persons-work', 'before', { nth: 3 }),
  step('intents are locked', 'sql:lock-intents', 'answered', { nth: 2 }),
  step('a ballot is written, uncommitted', 'sql:insert-ballots', 'answered'),
  step('the tally has moved, the row is not closed', 'sql:move-tallies', 'answered'),
  step('an answer to a survey is written, uncommitted', 'sql:write-answer-sets', 'answered'),
  step('rows are closed, uncommitted', 'sql:close-rows', 'answered', { after: 'sql:lock-intents', nth: 2 }),
  step('the commit is on its way, unanswered', 'sql:commit', 'sent', { after: 'sql:lock-intents', nth: 2 }),
  step('committed, the queue does not know', 'sql:commit', 'answered', { after: 'sql:lock-intents', nth: 2 }),
  step('a photo is about to be fetched', 'http:file', 'before'),
  step('a photo is coming', 'http:file', 'answered'),
  step('its row is closed, uncommitted', 'sql:close-rows', 'answered', { after: 'sql:lock-persons-work' }),
  step('the photo and its key are written, its bytes are not', 'sql:write-kept-photo', 'answered'),
  step('its bytes are written under another name', 'photos:rename', 'before'),
  step('its bytes are stored, uncommitted', 'photos:rename', 'answered'),
  step('its commit is on its way, unanswered', 'sql:commit', 'sent', { after: 'sql:write-kept-photo' }),
  step('its commit is done', 'sql:commit', 'answered', { after: 'sql:write-kept-photo' }),
  step('recipients of a broadcast are fixed, uncommitted', 'sql:with', 'answered', { after: 'sql:lock-fixing' }),
  step('batches are marked, not handed over', 'sql:take-batches', 'answered'),
];

/** From the queue to the messenger and back to the record, for replies and for broadcasts. */
const SENDER: readonly Step[] = [
  step('messages are leased, uncommitted', 'sql:lease-sends', 'answered', { nth: 3 }),
  step('the lease is committed, nothing is sent', 'sql:commit', 'answered', { after: 'sql:lease-sends', nth: 3 }),
  step('a message is about to leave', 'http:sendMessage', 'before', { nth: 3 }),
  step('a message has left, unanswered', 'http:sendMessage', 'sent', { nth: 3 }),
  step('Telegram has said yes', 'http:sendMessage', 'answered', { nth: 3 }),
  step('a message to Viber has left, unanswered', 'http:send_message', 'sent', { nth: 2 }),
  step('Viber has said yes', 'http:send_message', 'answered', { nth: 2 }),
  step('about to write down what was sent', 'sql:close-rows', 'before', { nth: 2 }),
  step('it is written down, uncommitted', 'sql:count-outcomes', 'answered', { after: 'sql:close-rows', nth: 2 }),
  step('the commit is on its way, unanswered', 'sql:commit', 'sent', { after: 'sql:close-rows', nth: 2 }),
  step('committed, the queue does not know', 'sql:commit', 'answered', { after: 'sql:close-rows', nth: 2 }),
  step('a batch of a broadcast is leased, uncommitted', 'sql:lease-batch', 'answered'),
  step('recipients are about to be marked', 'sql:mark-sending', 'before'),
  step('recipients are marked, nothing is sent', 'sql:mark-sending', 'answered'),
  step('a broadcast to Viber has left, unanswered', 'http:broadcast_message', 'sent'),
  step('Viber has taken a broadcast', 'http:broadcast_message', 'answered'),
  step('outcomes are about to be written', 'sql:record-outcomes', 'before'),
  step('outcomes are written', 'sql:record-outcomes', 'answered'),
  step('the batch is about to be left', 'sql:leave-batch', 'before'),
];

/** Every step between receiving and committing, and between sending and recording. */
export const STEPS: Readonly<Record<Role, readonly Step[]>> = { web: WEB, worker: WORKER, sender: SENDER };
