import { setTimeout as pause } from 'node:timers/promises';
import type { Seeded } from '../../bots/playground/sample-ballots/seeded.ts';
import type { DeliveryResult, ShownButton } from '../../bots/playground/shown.ts';
import type { Language } from '../../src/domain/languages.ts';
import type { TextKey } from '../../src/i18n/keys.ts';
import type { Translate } from '../../src/i18n/translate.ts';
import { asksForWords } from './answering.ts';
import { hear, type Mind, openMind } from './hear.ts';
import type { Account, Ledger } from './ledger.ts';
import type { Measures } from './measures.ts';
import type { Heard, Phone } from './phone.ts';
import type { Pictures } from './pictures.ts';
import { respond } from './respond.ts';
import type { Goal, Temperament } from './temperament.ts';

/** A station as citizens know it. */
export interface KnownStation {
  readonly id: string;
  readonly code: string;
  /** What somebody would type to find it. */
  readonly words: string;
  readonly levels: readonly string[];
  readonly latitude: number | null;
  readonly longitude: number | null;
}

export interface World {
  readonly stations: readonly KnownStation[];
  readonly choices: readonly { readonly id: string; readonly name: Readonly<Record<Language, string>> }[];
  readonly translator: (language: Language) => Translate;
  readonly pictures: Pictures;
  readonly ledger: Ledger;
  readonly measures: Measures;
  /** Words that are a fault otherwise. */
  readonly mayHear?: ReadonlySet<TextKey>;
  /** Ends everybody at once. */
  readonly signal: AbortSignal;
}

/** Nobody waits longer for an answer: kills, restarts and a messenger's growing pauses are within it. */
const PATIENCE_MS = 240_000;
/** How long one waits for the rest, once answers have come twice. */
const SETTLE_MS = 400;
const MOST_ACTS = 400;

/**
 * One person's life in one chat: reads what the bot says, taps what it offers, and follows their goals.
 * What they were told goes to the ledger.
 */
export class Citizen {
  readonly account: Account;
  readonly mind: Mind;
  readonly goals: Goal[];
  /** Where they want to vote: the station that they look for. */
  target: number;
  private acts = 0;
  private heardUpTo = 0;
  private listenedTo = 0;
  private actedAt = 0;
  private awaitsReply = false;
  private wake: (() => void) | undefined;

  constructor(
    readonly world: World,
    readonly phone: Phone,
    readonly temper: Temperament,
    readonly random: Seeded,
    readonly name: string,
    /** The account that has the same phone in the other messenger. */
    readonly other?: Account,
  ) {
    this.account = world.ledger.newAccount(temper.messenger);
    this.goals = [...temper.goals];
    this.target = temper.station;
    this.mind = openMind(temper.language);
    phone.onHeard(() => {
      this.listen();
      this.wake?.();
    });
  }

  get t(): Translate {
    return this.world.translator(this.mind.language);
  }

  /** What they are up to; undefined when nothing is left to do. */
  get goal(): Goal | undefined {
    return this.goals[0];
  }

  /** Lives until every goal is reached. What stands in the way for good is a fault in the ledger. */
  async live(): Promise<void> {
    await this.act(() => this.phone.start());
    await this.pursue();
  }

  /** Goes on with further goals. */
  async goOn(goals: readonly Goal[]): Promise<void> {
    this.goals.push(...goals);
    await this.act(() => this.phone.type('/menu'));
    await this.pursue();
  }

  /** Does something that the bot has to answer. */
  async act(what: () => Promise<DeliveryResult>): Promise<void> {
    this.acts += 1;
    this.listen();
    this.heardUpTo = this.phone.heard.length;
    const at = performance.now();
    this.actedAt = at;
    this.awaitsReply = true;
    this.account.known = true;
    const result = await what();
    if (this.world.signal.aborted) return;
    this.world.measures.delivered(result, performance.now() - at);
    // The messenger gave it up, as it does with a tap after some minutes: one taps again.
    if (result.status === 'expired') return this.act(what);
    if (result.status !== 'accepted') this.fault(`an update was ${result.status}`);
  }

  press(question: Heard, button: ShownButton): Promise<void> {
    return this.act(() => this.phone.press(question, button));
  }

  /** Does it only if nothing more was said within so many milliseconds. */
  async actUnlessMore(milliseconds: number, what: () => Promise<DeliveryResult>): Promise<void> {
    const { length } = this.phone.heard;
    await this.nextWord(milliseconds);
    if (this.phone.heard.length === length) await this.act(what);
  }

  fault(what: string): void {
    if (this.world.signal.aborted) return;
    this.world.ledger.faults.push(`${this.name} (${this.phone.messenger}): ${what}`);
  }

  private async pursue(): Promise<void> {
    while (!this.world.signal.aborted) {
      const question = await this.nextQuestion();
      if (question === undefined) return;
      if (this.acts > MOST_ACTS) {
        this.fault(`went in circles at "${question.text.slice(0, 80)}"`);
        return;
      }
      if (this.random.next() < this.temper.oddity) {
        await this.somethingOdd(question);
        continue;
      }
      const response = respond(this, question);
      if (response === 'done') return;
      await response();
    }
  }

  /** The newest question since the last act. Undefined when there will be none. */
  private async nextQuestion(): Promise<Heard | undefined> {
    const deadline = performance.now() + PATIENCE_MS;
    let settled = false;
    while (!this.world.signal.aborted) {
      const { mind } = this;
      if (mind.news !== undefined) {
        const { news } = mind;
        mind.news = undefined;
        if (news === 'forgotten' && !this.temper.returns) return undefined;
        await this.act(() => (news === 'forgotten' ? this.phone.start() : this.phone.type('/menu')));
        continue;
      }
      const fresh = this.phone.heard.slice(this.heardUpTo);
      const question = fresh.findLast(({ buttons }) => buttons.length > 0);
      if (question !== undefined && mind.waitsFor === undefined) {
        const isConfusing = fresh.length > 2 || question.text.includes(this.t('hint-stale'));
        if (!isConfusing || settled) return question;
        settled = true;
        await pause(SETTLE_MS);
        continue;
      }
      const left = deadline - performance.now();
      if (left <= 0) {
        const wanted = mind.waitsFor ?? 'an answer';
        this.fault(`waited ${PATIENCE_MS / 1_000} s for ${wanted}, last heard: "${this.lastWords()}"`);
        return undefined;
      }
      await this.nextWord(left);
    }
    return undefined;
  }

  private lastWords(): string {
    return (this.phone.heard.at(-1)?.text ?? 'nothing').slice(0, 80);
  }

  /** Until the bot says something, or so many milliseconds. */
  private nextWord(milliseconds: number): Promise<void> {
    const { signal } = this.world;
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        signal.removeEventListener('abort', done);
        this.wake = undefined;
        resolve();
      };
      const timer = setTimeout(done, milliseconds);
      signal.addEventListener('abort', done);
      this.wake = done;
    });
  }

  /** Takes in what has been said since. */
  private listen(): void {
    const { heard } = this.phone;
    for (; this.listenedTo < heard.length; this.listenedTo += 1) {
      const one = heard[this.listenedTo];
      if (one === undefined) return;
      const { measures } = this.world;
      if (this.awaitsReply && one.seq >= this.heardUpTo) {
        this.awaitsReply = false;
        measures.replied(this.actedAt, one.at);
      }
      if (one.seq > this.heardUpTo && heard[one.seq - 1]?.text === one.text) measures.seenTwice += 1;
      hear(this, one.text);
    }
  }

  private async somethingOdd(question: Heard): Promise<void> {
    const any = this.random.pick(['sticker', 'voice', 'video', 'edit', 'words'] as const);
    // Where any words are an answer, they are nothing odd.
    const odd = any === 'words' && asksForWords(question) ? 'sticker' : any;
    await this.act(() => (odd === 'words' ? this.phone.type('🙃🙃') : this.phone.odd(odd)));
  }
}
