import { createPanels } from './panels.js';
import { createPhone } from './phone.js';

const { base, language } = document.body.dataset;
const texts = JSON.parse(document.body.dataset.texts);
const MESSENGERS = ['telegram', 'viber'];
const MEMORY = 'golos-playground';

const panels = createPanels(texts);
const people = recall();
const phones = new Map(
  MESSENGERS.map((messenger) => {
    const root = document.getElementById(messenger);
    return [
      messenger,
      createPhone(root, { base, language, texts, messenger, panels, act, people: peopleOf(messenger) }),
    ];
  }),
);
let stream;

/** Does something in a chat. False, and a notice on the phone, when the server did not take it. */
async function act(messenger, action) {
  const { phone } = people[messenger].find((person) => person.chosen);
  try {
    const response = await fetch(`${base}/act/${messenger}/${encodeURIComponent(phone)}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(action),
    });
    if (response.ok) return true;
    const { error } = await response.json().catch(() => ({}));
    phones.get(messenger).notice(error === 'not-a-photo' ? texts.notAPhoto : texts.failedAction, 'bad');
  } catch {
    phones.get(messenger).notice(texts.failedAction, 'bad');
  }
  return false;
}

/** Who there is on one phone. Kept in this browser, and nowhere else. */
function peopleOf(messenger) {
  const list = () => people[messenger];
  return {
    list,
    current: () => list().find((person) => person.chosen),
    choose(phone) {
      if (!list().some((person) => person.phone === phone)) list().push({ phone, known: false });
      for (const person of list()) person.chosen = person.phone === phone;
      remember();
      phones.get(messenger).clear();
      connect();
    },
    setKnown(known) {
      list().find((person) => person.chosen).known = known;
      remember();
    },
    /** The next number that nobody here has. */
    nextPhone() {
      const taken = new Set(MESSENGERS.flatMap((one) => people[one].map((person) => person.phone)));
      for (let number = 1; ; number += 1) {
        const phone = `+37529${String(number).padStart(7, '0')}`;
        if (!taken.has(phone)) return phone;
      }
    },
  };
}

function recall() {
  const first = () => [{ phone: '+375290000001', known: false, chosen: true }];
  try {
    const kept = JSON.parse(localStorage.getItem(MEMORY)) ?? {};
    return Object.fromEntries(
      MESSENGERS.map((messenger) => [
        messenger,
        kept[messenger]?.some((one) => one.chosen) ? kept[messenger] : first(),
      ]),
    );
  } catch {
    return Object.fromEntries(MESSENGERS.map((messenger) => [messenger, first()]));
  }
}

function remember() {
  try {
    localStorage.setItem(MEMORY, JSON.stringify(people));
  } catch {
    // Nothing is remembered then; the page works all the same.
  }
}

/**
 * After a restart the server knows nobody: tell it who has talked to the bot before, so that the bot may
 * write to them again.
 */
async function reintroduce(messenger) {
  const known = people[messenger].filter((person) => person.known).map(({ phone }) => ({ messenger, phone }));
  if (known.length === 0) return;
  await fetch(`${base}/known`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(known),
  }).catch(() => undefined);
}

function connect() {
  stream?.close();
  const query = new URLSearchParams({ language });
  for (const messenger of MESSENGERS) query.set(messenger, people[messenger].find((person) => person.chosen).phone);
  stream = new EventSource(`${base}/live?${query}`);
  stream.addEventListener('open', () => setStatus('connected', texts.connected));
  stream.addEventListener('error', () => {
    setStatus('away', texts.away);
    // The browser gives up for good when the answer is no stream at all.
    if (stream.readyState === EventSource.CLOSED) setTimeout(connect, 2_000);
  });
  stream.addEventListener('chat', (event) => {
    const chat = JSON.parse(event.data);
    phones.get(chat.messenger).show(chat);
    const person = people[chat.messenger].find((one) => one.chosen);
    if (chat.state === 'new' && person.known) void reintroduce(chat.messenger);
  });
  stream.addEventListener('change', (event) => {
    const change = JSON.parse(event.data);
    phones.get(change.messenger).change(change);
  });
}

function setStatus(status, text) {
  const element = document.querySelector('.status');
  if (element.dataset.status === status) return;
  element.dataset.status = status;
  element.querySelector('[data-status-text]').textContent = text;
}

for (const tab of document.querySelectorAll('[data-tab]')) {
  tab.addEventListener('click', () => {
    document.querySelector('.phones').dataset.shown = tab.dataset.tab;
    for (const other of document.querySelectorAll('[data-tab]'))
      other.setAttribute('aria-pressed', String(other === tab));
    phones.get(tab.dataset.tab).scrollDown();
  });
}
connect();
