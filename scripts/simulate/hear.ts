import { LANGUAGES, type Language } from '../../src/domain/languages.ts';
import type { Answer, Profile } from '../../src/domain/surveys/definition.ts';
import type { TextKey } from '../../src/i18n/keys.ts';
import { hearSurvey } from './answering.ts';
import type { Citizen } from './citizen.ts';
import type { LedgerBallot } from './ledger.ts';

/** What a citizen has in mind beside their goals. */
export interface Mind {
  language: Language;
  /** The ballot of the summary that was confirmed, until it is "received". */
  confirming: LedgerBallot | undefined;
  /** The choice that was named, null for "keep it to myself". */
  declaring: { readonly choiceId: string | null; readonly name: string } | undefined;
  /** Code of the station that was confirmed. */
  picking: string | undefined;
  /** Nothing is done before this was heard. */
  waitsFor: 'forgotten' | 'registration-moved' | 'ballot-refused' | 'ballot-duplicate' | undefined;
  /** Something was heard after which one has to begin to talk. */
  news: 'forgotten' | 'registration-moved' | 'ballot-refused' | 'ballot-duplicate' | undefined;
  /** Their own way of searching has been tried. */
  searched: boolean;
  broken: 'sent' | 'told' | undefined;
  /** What was sent last as a photo. */
  lastPhoto: 'broken' | 'good' | undefined;
  /** The bot said that it deletes the ballot's messages, and nothing was sent since. */
  cleaned: boolean;
  looked: boolean;
  /** The answer that was given last in the survey, until the bot has gone on. */
  answering: { readonly questionId: string; readonly answer: Answer } | undefined;
  /** Questions of this go at the survey that were answered, and everything that was asked in it. */
  readonly answered: Set<string>;
  readonly asked: Set<string>;
  wentBack: boolean;
  /** What they will say about themselves, and which part of it was said last. */
  profile: Profile | undefined;
  describing: string | undefined;
}

export function openMind(language: Language): Mind {
  return {
    language,
    confirming: undefined,
    declaring: undefined,
    picking: undefined,
    waitsFor: undefined,
    news: undefined,
    searched: false,
    broken: undefined,
    lastPhoto: undefined,
    cleaned: false,
    looked: false,
    answering: undefined,
    answered: new Set(),
    asked: new Set(),
    wentBack: false,
    profile: undefined,
    describing: undefined,
  };
}

/** Stands where a text has an argument. */
const MARK = '\u0001';

/** Never to be heard in a simulation: nothing here is reviewed, and nothing may fail. */
const NEVER: readonly TextKey[] = ['survey-not-taken', 'apology', 'question-changed', 'ballot-not-taken'];

/** Takes into the ledger what the bot has just said. A message that comes twice says nothing new. */
export function hear(citizen: Citizen, text: string): void {
  hearLanguage(citizen, text);
  const { t, account, mind, goals, world } = citizen;
  const says = (key: TextKey) => text.includes(t(key));

  if (says('register-verified')) account.tier = 'verified';
  if (says('register-unverified') || says('register-untrusted')) account.tier ??= 'unverified';
  hearStation(citizen, text);
  hearDeclared(citizen, text);
  hearReceived(citizen, text);
  hearSurvey(citizen, text);
  if (says('ballot-spent')) {
    if (!account.spent && citizen.other?.spent !== true) citizen.fault('was told that their voice is spent');
    if (goals[0]?.do === 'ballot') goals.shift();
  }
  if (says('ballot-duplicate')) settle(citizen, 'ballot-duplicate');
  if (text.includes(beginning(citizen, 'ballot-refused', 'reason'))) settle(citizen, 'ballot-refused');
  if (says('photo-refused-back') && mind.broken === 'sent') mind.broken = 'told';
  // One too many, because the question had come twice: it is not part of the ballot.
  if (says('hint-photos-enough') && mind.lastPhoto === 'broken') mind.broken = 'told';
  if (says('clean-doing')) mind.cleaned = true;
  if (says('register-moving')) mind.waitsFor = 'registration-moved';
  if (says('registration-moved') && mind.waitsFor === 'registration-moved') {
    if (citizen.other !== undefined) world.ledger.moved(citizen.other, account);
    mind.waitsFor = undefined;
    mind.news = 'registration-moved';
  }
  if (says('forgotten') && mind.waitsFor === 'forgotten') {
    world.ledger.forgotten(account);
    if (goals[0]?.do === 'forget') goals.shift();
    if (citizen.temper.returns) goals.push({ do: 'ballot', choiceIndex: 0, photos: 'none', number: 0 });
    Object.assign(mind, openMind(mind.language), { news: 'forgotten' });
  }
  for (const key of NEVER) if (world.mayHear?.has(key) !== true && says(key)) citizen.fault(`was told: ${key}`);
}

function hearLanguage({ mind, goals, world }: Citizen, text: string): void {
  for (const language of LANGUAGES) {
    const t = world.translator(language);
    if (text.includes(t('welcome-about'))) mind.language = language;
    if (text.includes(t('language-changed'))) {
      mind.language = language;
      if (goals[0]?.do === 'language') goals.shift();
    }
  }
}

function hearStation(citizen: Citizen, text: string): void {
  const { account, goals, mind, t } = citizen;
  if (mind.picking !== undefined && text.includes(beginning(citizen, 'station-saved', 'station'))) {
    if (text.includes(t('station-number', { code: mind.picking }))) {
      account.stationCode = mind.picking;
      if (account.declared !== null) account.declared = { ...account.declared, stationCode: mind.picking };
      mind.picking = undefined;
      if (goals[0]?.do === 'change-station') citizen.target = goals[0].station;
      if (goals[0]?.do === 'change-station') goals.shift();
    }
  }
  if (text.includes(t('station-locked')) && goals[0]?.do === 'change-station') goals.shift();
}

function hearDeclared({ t, account, mind, goals }: Citizen, text: string): void {
  const { declaring } = mind;
  if (declaring === undefined) return;
  const { choiceId, name } = declaring;
  const word = choiceId === null ? t('declare-secret') : t('declare-saved', { choice: name });
  if (!text.includes(word)) return;
  account.declared = choiceId === null ? null : { choiceId, stationCode: account.stationCode ?? '' };
  mind.declaring = undefined;
  if (goals[0]?.do === 'declare') goals.shift();
}

function hearReceived(citizen: Citizen, text: string): void {
  const { t, account, mind, goals } = citizen;
  const { confirming } = mind;
  if (confirming === undefined) return;
  if (!text.includes(t('ballot-received')) && !text.includes(t('ballot-received-without-photos'))) return;
  if (account.spent) citizen.fault('could hand in a second ballot after "forget me"');
  account.ballot = confirming;
  mind.confirming = undefined;
  const [goal] = goals;
  if (goal?.do !== 'ballot') return;
  if (mind.broken === 'sent') mind.waitsFor = 'ballot-refused';
  else if (goal.frontOf !== undefined) mind.waitsFor = 'ballot-duplicate';
  goals.shift();
  // The same once more, with good photos.
  if (mind.broken === 'sent') goals.unshift({ ...goal, photos: 'photos' });
  mind.broken = undefined;
}

function settle({ account, mind }: Citizen, notice: 'ballot-duplicate' | 'ballot-refused'): void {
  if (account.ballot !== null) account.ballot.state = notice === 'ballot-refused' ? 'refused' : 'duplicate';
  if (mind.waitsFor !== notice) return;
  mind.waitsFor = undefined;
  mind.news = notice;
}

/** A text up to its argument. */
function beginning({ t }: Citizen, key: TextKey, argument: string): string {
  return t(key, { [argument]: MARK }).split(MARK)[0] ?? '';
}
