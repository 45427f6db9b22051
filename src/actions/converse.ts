import type { Language } from '../domain/languages.ts';
import type { MessengerName, Tier } from '../domain/people.ts';
import type { Incoming } from '../messaging/incoming.ts';
import type { Outgoing } from '../messaging/outgoing.ts';
import type { Intent } from './intents.ts';
import type { LookUps } from './look-ups.ts';

/** A person as a dialogue sees them: no key, no address. */
export interface PersonView {
  readonly messenger: MessengerName;
  readonly language: Language | null;
  readonly consented: boolean;
  /** Null until registered. */
  readonly tier: Tier | null;
  readonly stationId: string | null;
}

export type PersonChanges = Partial<Omit<PersonView, 'messenger'>> & {
  readonly reachable?: boolean;
  /** Whether broadcasts go to them. */
  readonly wantsBroadcasts?: boolean;
};

/** What one update makes happen, all of it in one transaction. */
export interface Outcome {
  readonly changes: PersonChanges;
  /** The dialogue's state from now on, as the dialogues write it; null when there is none. */
  readonly state: string | null;
  readonly messages: readonly Outgoing[];
  readonly intents: readonly Intent[];
  /** Ids of the person's own messages that they may want deleted from the chat. */
  readonly traces: readonly string[];
}

/**
 * Lets a person's dialogue answer one update. Implemented by `dialogues/`, called by `takeUpdates`
 * inside its transaction. `phoneKey` turns an E.164 number into its key (base64).
 */
export type Converse = (turn: {
  readonly incoming: Incoming;
  readonly person: PersonView;
  readonly state: string | null;
  readonly look: LookUps;
  readonly phoneKey: (e164: string) => string;
}) => Promise<Outcome>;
