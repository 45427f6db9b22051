import type { BallotState, PhotoOutcome } from '../domain/ballots.ts';
import type { Language, Localized } from '../domain/languages.ts';
import type { PhotoRefusal } from '../domain/photos.ts';
import type { SolidarityDirectory } from '../domain/solidarity/directory.ts';
import type { Answers, Profile, SurveyDefinition } from '../domain/surveys/definition.ts';
import type { ChronicleLines, ChronicleTold } from './chronicle/chronicle-chat.ts';
import type { PublishedStation } from './editions/published-station.ts';

export interface ElectionView {
  readonly id: string;
  readonly name: Localized;
  readonly choices: readonly { readonly id: string; readonly name: Localized }[];
  readonly opensOn: string;
  readonly closesOn: string;
  readonly photoSides: number;
  /** Of the election file, or of TRUSTED_PHONE_PREFIXES where the file names none. */
  readonly trustedPrefixes: readonly string[];
  /** Before, during or after the days on which ballots are taken. */
  readonly phase: 'before' | 'open' | 'after';
}

export interface StationView {
  readonly id: string;
  readonly code: string;
  readonly levels: readonly string[];
  readonly name: string;
  readonly address: string;
  /** Only where a place was searched for. */
  readonly metresAway?: number;
}

export interface Page<T> {
  readonly total: number;
  readonly rows: readonly T[];
}

/** What one station has, per choice, tiers apart. Choices without any count are left out. */
export type StationCount = readonly {
  readonly choiceId: string;
  readonly tier: 'verified' | 'unverified';
  readonly declared: number;
  readonly photographed: number;
  readonly withoutPhoto: number;
}[];

export interface BallotView {
  readonly state: BallotState;
  readonly kind: 'photographed' | 'without-photo';
  readonly choiceId: string;
  readonly stationId: string;
}

export interface SurveyView {
  readonly id: string;
  readonly definition: SurveyDefinition;
  readonly phase: 'before' | 'open' | 'closed';
  /** Whether who has answered may still change it. */
  readonly changeable: boolean;
}

/** What somebody has answered; null when nobody can say any more which answers are theirs. */
export interface SurveyPart {
  readonly answers: Answers | null;
  readonly complete: boolean;
}

/** The march that is on, or the next, or the last one. */
export interface MarchView {
  readonly id: string;
  readonly name: Localized;
  readonly phase: 'before' | 'open' | 'after';
  readonly startsAt: Date;
  readonly endsAt: Date;
  /** Of the election, IANA: times are told in it. */
  readonly timeZone: string;
  readonly windowSeconds: number;
  readonly validMinutes: number | null;
  readonly zones: readonly Localized[];
  /** What was published last; null: too few to be shown. Undefined before the first window has ended. */
  readonly count:
    | {
        readonly zones: readonly (number | null)[];
        /** Of verified accounts, as those of the zones. */
        readonly country: number | null;
        /** By how much each may be off. */
        readonly plusMinus: number;
      }
    | undefined;
}

/**
 * What a dialogue may read about the world and its person, inside the transaction of its update.
 * Always called within `talk.once`, so that a replay sees the same answer again.
 */
export interface LookUps {
  /** The election that the bots serve now. */
  election(): Promise<ElectionView | undefined>;
  station(id: string): Promise<StationView | undefined>;
  /** By number or by words, typing mistakes tolerated. Best first. */
  searchStations(query: string, limit: number, offset: number): Promise<Page<StationView>>;
  nearestStations(place: { latitude: number; longitude: number }, limit: number): Promise<readonly StationView[]>;
  /** The names of the next level below `path` (how many stations each has), or the stations at its end. */
  stationsBelow(
    path: readonly string[],
    limit: number,
    offset: number,
  ): Promise<
    | ({ readonly kind: 'levels' } & Page<{ readonly name: string; readonly stations: number }>)
    | ({ readonly kind: 'stations' } & Page<StationView>)
  >;
  stationCount(stationId: string): Promise<StationCount>;
  /** A station's numbers as they are published, by its code; undefined while it is in no edition. */
  published(stationCode: string): Promise<PublishedStation | undefined>;
  /** This person's ballot in the current election, while it is linked to them: until review accepts it. */
  ballot(): Promise<BallotView | undefined>;
  /**
   * What used up the voice of this phone or account: a ballot that review accepted (`accepted`; nothing else is known of
   * it any more), or one of an account that was forgotten afterwards (`forgotten`).
   */
  voiceSpentBy(): Promise<'accepted' | 'forgotten' | undefined>;
  /** Whether this person has sent a result sheet of this station that is not settled yet. */
  hasProtocolAt(stationId: string): Promise<boolean>;
  declaration(): Promise<{ readonly choiceId: string } | undefined>;
  /** Photos that are not processed yet are `expected`. */
  photoOutcomes(
    photoIds: readonly string[],
  ): Promise<readonly { readonly photoId: string; readonly outcome: PhotoOutcome; readonly refusal?: PhotoRefusal }[]>;
  /** Surveys that take answers, the one that closes first at the top. */
  openSurveys(): Promise<readonly SurveyView[]>;
  survey(id: string): Promise<SurveyView | undefined>;
  /** A survey in any state, for somebody who was given its code to try it out. */
  surveyToTry(code: string): Promise<SurveyView | undefined>;
  /** This person's part in a survey, as far as it is written: what was answered a moment ago may be missing. */
  surveyPart(id: string): Promise<SurveyPart | undefined>;
  /** What this person has said about themselves; undefined when they have never been asked. */
  profile(): Promise<Profile | undefined>;
  /** The march that is on, or the next, or the last one. */
  march(): Promise<MarchView | undefined>;
  /** The zone of a march that a location lies in, by its place in the list. The location is kept nowhere. */
  marchZoneAt(marchId: string, place: { latitude: number; longitude: number }): Promise<number | undefined>;
  /** The picture of what was published last, of a zone (null: the country alone); undefined before the first window. */
  marchPicture(marchId: string, zone: number | null, language: Language): Promise<string | undefined>;
  /** Funds and appeals as everybody sees them. */
  solidarity(): Promise<SolidarityDirectory>;
  /** What the chronicle tells of this day of the calendar, or of a year ago. */
  chronicle(which: 'this-day' | 'year-ago'): Promise<ChronicleLines>;
  /** One entry of the chronicle; undefined when it is not public. */
  chronicleEntry(number: number): Promise<ChronicleTold | undefined>;
  /** Binds the phone to this person, in this very transaction. `taken`: another account holds it. */
  claimPhone(phoneKey: string): Promise<'claimed' | 'yours' | 'taken'>;
}
