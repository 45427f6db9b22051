// Reviewing: an answer by one key, and the next item on the screen at once, because it was made ready before.

const desk = document.querySelector('[data-review]');
const place = desk.querySelector('[data-place]');
const said = desk.querySelector('[data-said]');
const undo = desk.querySelector('[data-take-back]');
const keysSwitch = desk.querySelector('[data-keys]');
const practising = desk.dataset.review === 'practice';

// A second press of the same key must not answer what nobody has seen.
const UNARMED_MS = 300;
const AGAIN_MS = 2_000;
const LOOK_AGAIN_MS = 15_000;

let onScreen;
let previous;
const ready = [];
let unsent = 0;
let line = Promise.resolve();
let forgetUndo;
let looking;

// The next one can be shown without waiting.
const noteAhead = () => {
  desk.dataset.ahead = ready[0]?.loaded ? 'yes' : 'no';
};
const say = (text) => {
  said.textContent = text ?? '';
};
const showTemplate = (name) =>
  place.replaceChildren(desk.querySelector(`template[data-${name}]`).content.cloneNode(true));

// What the server sent or the page began with, with its photos looked after.
function take(element) {
  const item = { element, name: element.dataset.item, photos: window.reviewPhotos(element) };
  const lease = Number(element.dataset.lease);
  if (lease > 0) setTimeout(() => lapse(item), lease);
  return item;
}

function show(item, decidedAt) {
  onScreen = item;
  looking = clearTimeout(looking);
  delete desk.dataset.armed;
  noteAhead();
  if (item === undefined) {
    showTemplate('loading');
    return;
  }
  if (item.element.parentNode !== place) place.replaceChildren(item.element);
  item.shownAt = performance.now();
  setTimeout(
    () => {
      if (onScreen === item) desk.dataset.armed = item.name;
    },
    decidedAt === undefined ? 0 : UNARMED_MS,
  );
  item.element.focus({ preventScroll: true });
  if (desk.getBoundingClientRect().top < 0) desk.scrollIntoView();
  if (decidedAt === undefined) return;
  // From the key to the frame in which the next photo is there. Where that was ready before, `npm test` holds the median of
  // some presses under 100 ms; where it was not, this is the frame in which it begins to be waited for.
  requestAnimationFrame(() => requestAnimationFrame(() => performance.measure('review-next', { start: decidedAt })));
}

// Its photos do not open any more; whoever has gone for a coffee is asked, not given another one.
function lapse(item) {
  const at = ready.indexOf(item);
  if (at !== -1) ready.splice(at, 1);
  if (item !== onScreen) return;
  onScreen = undefined;
  showTemplate('lapsed');
  place.querySelector('button').addEventListener('click', () => goOn());
  place.querySelector('button').focus();
}

async function post(address, fields) {
  const token = document.querySelector('meta[name="csrf-token"]').content;
  for (;;) {
    const answer = await fetch(address, {
      method: 'POST',
      keepalive: true,
      headers: { 'hx-request': 'true', 'x-csrf-token': token },
      body: new URLSearchParams(fields),
    }).catch(() => undefined);
    if (answer !== undefined && answer.status < 500) return read(answer);
    say(desk.dataset.away);
    await new Promise((later) => setTimeout(later, AGAIN_MS));
  }
}

async function read(answer) {
  const elsewhere = answer.headers.get('hx-redirect');
  if (elsewhere) {
    // Signed out: what was not taken is asked again.
    unsent = 0;
    location.assign(elsewhere);
    return new Promise(() => undefined);
  }
  const holder = document.createElement('div');
  holder.innerHTML = await answer.text();
  return [...holder.children];
}

// One request after the other: the next item depends on what was answered.
function inLine(work) {
  line = line.then(work).catch((error) => {
    say(desk.dataset.failed);
    throw error;
  });
  return line;
}

// What the next item to be asked for is, while there is room for one: one on the screen and one behind it.
const wanted = () => (onScreen === undefined ? 0 : ready.length === 0 ? 1 : undefined);

async function fill() {
  const ahead = wanted();
  if (ahead === undefined) return;
  const [reply] = await post(desk.dataset.next, { ahead });
  await put(reply);
}

// An item that came, or why there is none.
async function put(reply) {
  if (reply?.dataset.item !== undefined) {
    if ([onScreen, ...ready].some((item) => item?.name === reply.dataset.item)) return;
    const item = take(reply);
    if (onScreen === undefined) show(item);
    else ready.push(item);
    // Not waited for: on a slow line answers would wait with it.
    void item.photos.ready().then(() => {
      item.loaded = true;
      noteAhead();
    });
    if (ready.length === 0) await fill();
  } else if (onScreen === undefined) {
    place.replaceChildren(reply);
    if (reply.dataset.nothing === 'nothing') looking = setTimeout(() => inLine(fill), LOOK_AGAIN_MS);
  }
}

function goOn() {
  show(ready.shift());
  void inLine(fill);
}

function answer(button, at) {
  const item = onScreen;
  const fields = {
    turn: item.name,
    reading: button.value,
    seconds: Math.round((performance.now() - item.shownAt) / 1000),
  };
  previous = item;
  unsent++;
  show(ready.shift(), at);
  say(desk.dataset.taken.replace('…', button.dataset.label));
  offerUndo();
  void inLine(async () => {
    const ahead = wanted();
    // The item to come travels with the answer: one way less on a slow line.
    const [reply, next] = await post(desk.dataset.answer, ahead === undefined ? fields : { ...fields, ahead });
    unsent--;
    if (reply?.dataset.outcome !== 'taken') {
      say(reply?.textContent);
      withdrawUndo();
    } else if (said.textContent === desk.dataset.away) say(reply.textContent);
    await (next === undefined ? fill() : put(next));
  });
}

function offerUndo() {
  undo.hidden = false;
  clearTimeout(forgetUndo);
  forgetUndo = setTimeout(withdrawUndo, Number(desk.dataset.undoMs));
}

function withdrawUndo() {
  clearTimeout(forgetUndo);
  previous = undefined;
  undo.hidden = true;
}

function takeBack() {
  const item = previous;
  if (item === undefined) return;
  withdrawUndo();
  void inLine(async () => {
    const [reply] = await post(desk.dataset.undo, { turn: item.name });
    say(reply?.textContent);
    if (reply?.dataset.outcome !== 'undone') return;
    if (onScreen !== undefined) ready.unshift(onScreen);
    show(item);
  });
}

desk.addEventListener('submit', (event) => {
  const { target: form, submitter } = event;
  if (!form.matches('.review-answers') || practising) return;
  event.preventDefault();
  // The page's own script would think that it had been sent.
  event.stopPropagation();
  if (onScreen !== undefined && desk.dataset.armed === onScreen.name) answer(submitter, event.timeStamp);
});
undo?.addEventListener('click', takeBack);

// What a key is called: by what it types, or by its place where another alphabet is set.
function namesOf({ key, code, shiftKey }) {
  const [, letter = '', digit = ''] = /^(?:Key(.)|(?:Digit|Numpad)(.))$/.exec(code) ?? [];
  const plain = (letter || digit).toLowerCase() || { Comma: ',', Period: '.', Minus: '-', Equal: '+' }[code];
  if (shiftKey && digit) return [`shift+${digit}`];
  return [key === '=' ? '+' : key.toLowerCase(), plain];
}

const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

document.addEventListener('keydown', (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
  if (
    !keysSwitch.checked ||
    onScreen === undefined ||
    event.target.closest?.('input:not([type=checkbox]), select, textarea')
  )
    return;
  const names = namesOf(event);
  const { photos, element } = onScreen;
  const tool = Object.entries(JSON.parse(desk.dataset.tools)).find(([, key]) => names.includes(key))?.[0];
  const arrow = event.target.closest?.('[role=toolbar]') ? undefined : ARROWS[event.key];
  const button = [...element.querySelectorAll('[data-key]')].find(({ dataset }) => names.includes(dataset.key));
  if (button && !event.repeat) button.click();
  else if (tool) photos.use(tool);
  else if (names.includes(desk.dataset.otherPhoto)) photos.other();
  else if (undo && !undo.hidden && names.includes(undo.dataset.key)) takeBack();
  else if (!arrow || !photos.move(...arrow)) return;
  event.preventDefault();
});
keysSwitch.checked = localStorage.getItem('review-keys') !== 'off';
keysSwitch.addEventListener('change', () => localStorage.setItem('review-keys', keysSwitch.checked ? 'on' : 'off'));
keysSwitch.closest('[hidden]')?.removeAttribute('hidden');

addEventListener('beforeunload', (event) => {
  if (unsent > 0) event.preventDefault();
});
// Come back to by the browser's arrow: what it shows is old.
addEventListener('pageshow', ({ persisted }) => persisted && location.reload());

const first = place.querySelector('[data-item]');
if (first) show(take(first));
if (!practising) {
  const { nothing } = place.querySelector('[data-nothing]')?.dataset ?? {};
  if (first) void inLine(fill);
  else if (nothing === 'nothing') looking = setTimeout(() => inLine(fill), LOOK_AGAIN_MS);
}
