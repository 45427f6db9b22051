import { randomUUID } from 'node:crypto';
import type { Converse, Outcome, PersonChanges } from '../actions/converse.ts';
import type { Intent } from '../actions/intents.ts';
import { NO_ELECTION } from '../domain/elections.ts';
import { DEFAULT_LANGUAGE } from '../domain/languages.ts';
import type { Catalogues } from '../i18n/catalogues.ts';
import type { Incoming } from '../messaging/incoming.ts';
import { compose } from './compose.ts';
import { type Course, courseFrom, goOn, goTo, type Stage } from './course.ts';
import { decide, wordRoutes } from './decide.ts';
import { DIALOGUES, type Dialogues } from './dialogues.ts';
import { isHalfDone, readStored } from './replay-log.ts';

export interface ConverseDeps {
  readonly catalogues: Catalogues;
  readonly dialogues?: Dialogues;
  /** Random ids (UUID), for photos and ballots. */
  readonly newId?: () => string;
}

/**
 * Answers one update of one person. Throws for a bug in a dialogue, or when the database is away;
 * whatever a person sends is answered.
 */
export function createConverse({ catalogues, dialogues = DIALOGUES, newId = randomUUID }: ConverseDeps): Converse {
  const words = wordRoutes(catalogues);

  return async ({ incoming, person, state, look, phoneKey }) => {
    const { event } = incoming;
    const t = catalogues.translator(person.language ?? DEFAULT_LANGUAGE);
    const nothing: Outcome = { changes: {}, state, messages: [], intents: [], traces: [] };
    const acknowledges = event.kind === 'tap' ? event.callback : undefined;
    if (incoming.chat === 'group') {
      if (event.kind === 'blocked' || event.kind === 'unblocked') return nothing;
      const messages = compose([], { notices: [t('group-answer')], acknowledges });
      return { ...nothing, messages };
    }
    if (event.kind === 'blocked') return { ...nothing, changes: { reachable: false } };

    const open = state === null ? undefined : readStored(state);
    const stage: Stage = { dialogues, scene: { look, translator: catalogues.translator, newId } };
    const course = courseFrom(person, state);
    if (state !== null && open === undefined) course.notices.push(t('question-changed'));

    const decision = await decide({ event, person, open, words, newId, look, phoneKey });
    if (decision.do === 'go' && open !== undefined && isHalfDone(open)) {
      const dropped = Object.hasOwn(dialogues, open.d) ? dialogues[open.d].dropped : undefined;
      if (dropped !== undefined) course.notices.push(t(dropped));
    }
    if (decision.hint !== undefined) course.notices.push(t(decision.hint.key, decision.hint.args));
    if (decision.do === 'go') await goTo(course, stage, decision.next);
    else await goOn(course, stage, decision.open, decision.do === 'answer' ? decision.answer : undefined);

    const { changes, notices, messages, intents, asksRequest } = course;
    // On Viber every message takes the last one's buttons away; Telegram leaves such a button standing.
    const isLeft = open?.r === true && course.state !== state && !asksRequest && person.messenger === 'telegram';
    // Photos of a ballot or result sheet, also one that came at the wrong moment, and what was typed meanwhile: perhaps
    // the choice.
    const isTyped = event.kind === 'text' && (open?.d === 'ballot' || open?.d === 'protocol');
    const isTraced = event.kind === 'photo' || isTyped;
    const traces = isTraced && event.messageId !== undefined && course.person.consented ? [event.messageId] : [];
    return {
      changes: { ...cameBack(event), ...changes },
      state: course.state,
      messages: compose(messages, {
        notices,
        clearRequest: isLeft ? { otherwise: t('all-right') } : undefined,
        acknowledges,
      }),
      intents: [...(await fetching(course, event, stage)), ...intents],
      traces,
    };
  };
}

/** Whoever begins anew, of their own accord, wants to hear from us again; following a link says nothing about that. */
function cameBack(event: Incoming['event']): PersonChanges {
  if (event.kind === 'unblocked') return { reachable: true, wantsBroadcasts: true };
  const isPlain = event.kind === 'start' && event.answerInline !== true && event.payload === undefined;
  return isPlain ? { wantsBroadcasts: true } : {};
}

/** A photo is fetched as soon as a question has taken it: a messenger's link does not wait. */
async function fetching({ took }: Course, event: Incoming['event'], { scene }: Stage): Promise<Intent[]> {
  if (event.kind !== 'photo' || took?.kind !== 'photo') return [];
  const election = await scene.look.election();
  const electionId = election?.id ?? NO_ELECTION;
  return [{ do: 'fetch-photo', photoId: took.photoId, electionId, photo: { ...event.photo } }];
}
