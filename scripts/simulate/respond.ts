import type { PhotoBytes } from '../../bots/playground/shown.ts';
import { cut } from '../../src/dialogues/labels.ts';
import { answering, changing, describing } from './answering.ts';
import type { Citizen, KnownStation } from './citizen.ts';
import type { Heard } from './phone.ts';
import { SURVEY_ID } from './survey.ts';
import type { Goal } from './temperament.ts';

/** What to do about a question, or that nothing is left to be done. */
export type Response = 'done' | (() => Promise<void>);

/** A file that no decoder takes for a picture. */
const BROKEN = Buffer.from('This is not a picture, whatever its name says.');
/** An album's second photo is on its way for so long at most. */
const ALBUM_MS = 3_000;
const STARTS_OVER = 0.03;
const LOOKS_AGAIN = 0.3;

/** What this citizen does about a question, told from its buttons. */
export function respond(citizen: Citizen, question: Heard): Response {
  const asks = new Set(question.buttons.flatMap(({ data, does }) => [data, does, data.split(':')[0] ?? '']));
  if (asks.has('language:en')) return choosingLanguage(citizen, question);
  if (asks.has('consent:yes')) return tap(citizen, question, 'consent:yes');
  if (asks.has('contact')) return registering(citizen, question);
  if (asks.has('register:move')) return moving(citizen, question);
  if (asks.has('station:confirm')) return confirming(citizen, question);
  if (asks.has('place') || asks.has('station') || asks.has('level') || asks.has('page')) {
    return searching(citizen, question);
  }
  if (asks.has('declare:none')) return declaring(citizen, question);
  if (asks.has('ballot:confirm')) return handingIn(citizen, question);
  if (asks.has('ballot:no-photo')) return photographing(citizen, question);
  if (asks.has('ballot:cancel')) return marking(citizen, question);
  if (asks.has('clean:yes')) return cleaning(citizen, question);
  if (asks.has('forget:yes')) return leaving(citizen, question);
  if (asks.has('count:refresh')) return looking(citizen, question);
  if (asks.has('sv')) return answering(citizen, question);
  if (asks.has('answers')) return changing(citizen, question);
  if (asks.has('sex:skip') || asks.has('age:skip') || asks.has('settlement:skip')) return describing(citizen, question);
  // A notice has some of the menu's buttons, too.
  if (asks.has('menu:ballot') && asks.has('menu:station')) return atMenu(citizen, question);
  return () => citizen.act(() => citizen.phone.type('/menu'));
}

function tap(citizen: Citizen, question: Heard, id: string): Response {
  const button = question.buttons.find(({ data }) => data === id);
  if (button !== undefined) return () => citizen.press(question, button);
  citizen.fault(`there is no button ${id} at "${question.text.slice(0, 80)}"`);
  return 'done';
}

function choosingLanguage(citizen: Citizen, question: Heard): Response {
  const { goal, mind } = citizen;
  return tap(citizen, question, `language:${goal?.do === 'language' ? goal.to : mind.language}`);
}

function registering(citizen: Citizen, question: Heard): Response {
  const { temper, phone, goal, goals } = citizen;
  const shares = temper.phone !== 'skip' || goal?.do === 'verify';
  if (goal?.do === 'verify') goals.shift();
  if (shares) return () => citizen.act(() => phone.sharePhone(question));
  const skip = question.buttons.find(({ does }) => does !== 'contact');
  return skip === undefined ? () => citizen.act(() => phone.sharePhone(question)) : () => citizen.press(question, skip);
}

function moving(citizen: Citizen, question: Heard): Response {
  if (citizen.other === undefined) citizen.fault('was told that their phone is taken');
  return tap(citizen, question, citizen.temper.moves ? 'register:move' : 'register:stay');
}

/** By number, in words, by place, or level by level; where that leads nowhere, by number. */
function searching(citizen: Citizen, question: Heard): Response {
  const { mind, phone, temper } = citizen;
  const { buttons } = question;
  const station = stationOf(citizen);
  const isPath = (label: string) => station.levels.some((name) => cut(name) === label);
  const onward =
    buttons.find(({ data }) => data === `station:${station.id}`) ??
    buttons.find(({ data, label }) => /^level:\d/.test(data) && isPath(label)) ??
    buttons.find(({ data }) => data === 'page:next');
  if (onward !== undefined) return () => citizen.press(question, onward);
  const isFirst = buttons.some(({ does }) => does === 'place');
  const way = isFirst && !mind.searched ? temper.search : 'number';
  mind.searched = true;
  const { latitude, longitude } = station;
  const list = buttons.find(({ does }) => does !== 'place');
  if (way === 'words') return () => citizen.act(() => phone.type(station.words));
  if (way === 'levels' && list !== undefined) return () => citizen.press(question, list);
  if (way === 'place' && latitude !== null && longitude !== null) {
    return () => citizen.act(() => phone.place(latitude, longitude));
  }
  return () => citizen.act(() => phone.type(station.code));
}

function confirming(citizen: Citizen, question: Heard): Response {
  const { code } = stationOf(citizen);
  citizen.mind.searched = false;
  if (!question.text.includes(citizen.t('station-number', { code }))) {
    citizen.mind.searched = true;
    return tap(citizen, question, 'station:again');
  }
  citizen.mind.picking = code;
  return tap(citizen, question, 'station:confirm');
}

function stationOf({ world, goal, target }: Citizen): KnownStation {
  const station = world.stations[goal?.do === 'change-station' ? goal.station : target];
  if (station === undefined) throw new RangeError('There is no such station.');
  return station;
}

function declaring(citizen: Citizen, question: Heard): Response {
  const { goal, temper, world, mind } = citizen;
  const index = goal?.do === 'declare' ? goal.choiceIndex : temper.declares;
  const choice = index === null ? undefined : world.choices[index];
  mind.declaring = { choiceId: choice?.id ?? null, name: cut(choice?.name[mind.language] ?? '') };
  return tap(citizen, question, choice === undefined ? 'declare:none' : `declare:choice:${choice.id}`);
}

function marking(citizen: Citizen, question: Heard): Response {
  const { goal, world } = citizen;
  if (goal?.do !== 'ballot') return tap(citizen, question, 'ballot:cancel');
  return tap(citizen, question, `choice:${world.choices[goal.choiceIndex]?.id}`);
}

function photographing(citizen: Citizen, question: Heard): Response {
  const { goal, t, phone, mind } = citizen;
  if (goal?.do !== 'ballot') return tap(citizen, question, 'ballot:cancel');
  if (goal.photos === 'none') return tap(citizen, question, 'ballot:no-photo');
  const [front, back] = sidesOf(citizen, goal);
  mind.cleaned = false;
  const isBack = question.text.includes(t('ballot-back'));
  if (goal.photos === 'broken' && isBack && mind.broken === undefined) {
    mind.broken = 'sent';
    mind.lastPhoto = 'broken';
    return () => citizen.act(() => phone.file(BROKEN, 'ballot.jpg'));
  }
  mind.lastPhoto = 'good';
  if (goal.photos === 'album' && isBack) return () => citizen.actUnlessMore(ALBUM_MS, () => phone.photo(back));
  if (goal.photos === 'album') return () => citizen.act(() => phone.album([front, back]));
  const photo = isBack ? back : front;
  return () => citizen.act(() => (goal.photos === 'files' ? phone.file(photo) : phone.photo(photo)));
}

function sidesOf({ world }: Citizen, goal: Goal & { do: 'ballot' }): [front: PhotoBytes, back: PhotoBytes] {
  const front = goal.frontOf ?? goal;
  return [
    world.pictures.ballot(front.number, 'front', front.choiceIndex),
    world.pictures.ballot(goal.number, 'back', goal.choiceIndex),
  ];
}

function handingIn(citizen: Citizen, question: Heard): Response {
  const { goal, mind, world, account, t, random } = citizen;
  if (goal?.do !== 'ballot') return tap(citizen, question, 'ballot:cancel');
  if (random.next() < STARTS_OVER) {
    mind.broken = undefined;
    return tap(citizen, question, 'ballot:change');
  }
  const choice = world.choices[goal.choiceIndex];
  const stationCode = account.stationCode ?? '';
  const { text } = question;
  const isMine =
    text.includes(choice?.name[mind.language] ?? '') && text.includes(t('station-number', { code: stationCode }));
  if (!isMine) citizen.fault(`was shown another ballot than their own: "${text.slice(0, 120)}"`);
  mind.confirming = {
    stationCode,
    choiceId: choice?.id ?? '',
    kind: goal.photos === 'none' ? 'without-photo' : 'photographed',
    state: 'handed-in',
    number: goal.number,
    choiceIndex: goal.choiceIndex,
    album: goal.photos === 'album',
  };
  return tap(citizen, question, 'ballot:confirm');
}

function cleaning(citizen: Citizen, question: Heard): Response {
  return tap(citizen, question, citizen.random.next() < 0.5 ? 'clean:yes' : 'clean:no');
}

function leaving(citizen: Citizen, question: Heard): Response {
  if (citizen.goal?.do !== 'forget') return tap(citizen, question, 'forget:no');
  // Not at "I am erasing": what has not been sent yet is erased, too.
  citizen.mind.waitsFor = 'forgotten';
  return tap(citizen, question, 'forget:yes');
}

function looking(citizen: Citizen, question: Heard): Response {
  const { goal, goals, random } = citizen;
  if (goal?.do === 'change-station') return tap(citizen, question, 'menu:change-station');
  if (goal?.do === 'look' && random.next() < LOOKS_AGAIN) return tap(citizen, question, 'count:refresh');
  if (goal?.do === 'look') goals.shift();
  return tap(citizen, question, 'menu:open');
}

/** Where each goal begins. Everything can be tapped or typed. */
const ENTRANCES: Readonly<Record<Goal['do'], readonly [button: string, command: string]>> = {
  ballot: ['menu:ballot', '/ballot'],
  declare: ['menu:declare', '/declare'],
  'change-station': ['menu:station', '/station'],
  look: ['menu:station', '/station'],
  language: ['menu:language', '/language'],
  verify: ['menu:verify', ''],
  survey: [`survey:${SURVEY_ID}`, `/start survey_${SURVEY_ID}`],
  forget: ['menu:forget', '/forget'],
};
const TYPES = 0.15;

function atMenu(citizen: Citizen, question: Heard): Response {
  const { goal, goals, phone, random, account } = citizen;
  if (goal === undefined) return 'done';
  if (goal.do === 'verify' && account.tier === 'verified') {
    goals.shift();
    return atMenu(citizen, question);
  }
  const [button, command] = ENTRANCES[goal.do];
  if (command !== '' && random.next() < TYPES) return () => citizen.act(() => phone.type(command));
  return tap(citizen, question, button);
}
