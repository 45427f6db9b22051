import { drawBubble } from './bubbles.js';
import { createMenus, pretty } from './menus.js';
import { createTray, icon } from './photos.js';

/** How long "is typing" stands, and a notice. */
const TYPING = 5_000;
const NOTICE = 4_000;

/** Brings one phone to life. `page`: what it shares with the other one. */
export function createPhone(root, page) {
  const { base, language, texts, messenger, panels, people } = page;
  const find = (name) => root.querySelector(`[data-${name}]`);
  const [log, empty, text, keyboard] = ['log', 'empty', 'text', 'keyboard'].map(find);
  const bubbles = new Map();
  let chat = { state: 'new', keyboard: undefined };
  let isKeyboardOpen = true;
  let isOpened = false;
  let editing;
  let noticeTimer;
  let typingTimer;

  const act = (action) => page.act(messenger, action);
  const mediaUrl = (key) => (/^https?:/.test(key) ? key : `${base}/media/${messenger}/${key}`);
  const tray = createTray(root, { texts, onChange: ready, onTooLarge: () => notice(texts.tooLarge, 'bad') });
  const on = {
    tap: (message, data) => act({ do: 'tap', message, data }).then((isTaken) => isTaken || settle(message)),
    command: (command) => act({ do: 'text', text: command }),
    edit: startEditing,
    view: (url) => panels.view(url),
    loaded: () => isAtEnd && scrollDown(),
  };

  let isAtEnd = true;
  let handAt = 0;
  for (const kind of ['wheel', 'touchmove', 'pointerdown', 'keydown']) {
    log.addEventListener(kind, () => (handAt = performance.now()), { passive: true });
  }
  // Only a hand leaves the end: a photo that comes late, or a keyboard that changes, scrolls as well.
  log.addEventListener('scroll', () => {
    if (log.scrollHeight - log.scrollTop - log.clientHeight < 60) isAtEnd = true;
    else if (performance.now() - handAt < 1_000) isAtEnd = false;
  });
  new ResizeObserver(() => isAtEnd && scrollDown()).observe(log);

  function scrollDown() {
    isAtEnd = true;
    log.scrollTop = log.scrollHeight;
  }

  function put(message) {
    const bubble = drawBubble(message, { texts, language, messenger, mediaUrl, on });
    const old = bubbles.get(message.id);
    const isNew = old === undefined;
    if (isNew) log.append(bubble);
    else {
      keepPhoto(old, bubble);
      old.replaceWith(bubble);
    }
    bubbles.set(message.id, bubble);
    bubble.classList.toggle('new', isNew);
    empty.hidden = true;
    if (message.from === 'bot') setTyping(false);
    if (isAtEnd || (isNew && message.from === 'citizen')) scrollDown();
  }

  function drawDays() {
    for (const day of log.querySelectorAll('.day')) day.remove();
    let last = '';
    for (const bubble of bubbles.values()) {
      const at = new Date(Number(bubble.dataset.at));
      if (at.toDateString() === last) continue;
      last = at.toDateString();
      const day = document.createElement('p');
      day.className = 'day';
      const isToday = last === new Date().toDateString();
      day.textContent = isToday ? texts.today : at.toLocaleDateString(language, { day: 'numeric', month: 'long' });
      bubble.before(day);
    }
    empty.hidden = bubbles.size > 0;
  }

  /** A tap was acknowledged, or never got away: no more spinner. */
  function settle(id) {
    for (const button of bubbles.get(id)?.querySelectorAll('.pending') ?? []) button.classList.remove('pending');
  }

  function notice(words, kind = '') {
    const toast = find('toast');
    toast.textContent = words;
    toast.className = `toast ${kind}`;
    toast.hidden = false;
    clearTimeout(noticeTimer);
    noticeTimer = setTimeout(() => {
      toast.hidden = true;
    }, NOTICE);
  }

  function setTyping(isTyping) {
    find('sub').textContent = isTyping ? texts.typing : texts.bot;
    clearTimeout(typingTimer);
    if (isTyping) typingTimer = setTimeout(() => setTyping(false), TYPING);
  }

  function drawKeyboard() {
    const rows = chat.keyboard?.rows ?? [];
    const toggle = find('keyboard-toggle');
    if (toggle) {
      toggle.hidden = rows.length === 0;
      toggle.setAttribute('aria-pressed', String(isKeyboardOpen));
    }
    keyboard.hidden = rows.length === 0 || !isKeyboardOpen || isGated();
    keyboard.replaceChildren(
      ...rows.map((row) => {
        const line = document.createElement('div');
        line.append(...row.map(drawKey));
        return line;
      }),
    );
    keyboard.scrollTop = 0;
    if (isAtEnd) scrollDown();
  }

  function drawKey(key) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = `key columns-${key.columns ?? 1} rows-${key.rows ?? 1}`;
    if (key.does === 'contact') button.append(icon('contact'));
    if (key.does === 'place') button.append(icon('place'));
    button.append(key.label);
    button.addEventListener('click', () => void press(key));
    return button;
  }

  async function press(key) {
    if (key.does === 'url') return void open(key.data, '_blank', 'noopener');
    if (key.does === 'nothing') return undefined;
    if (key.does === 'place') return sendPlace();
    if (key.does === 'contact') {
      const phone = document.querySelector('[data-share-phone]');
      phone.textContent = pretty(people.current().phone);
      return (await panels.ask('share')) && act({ do: 'contact', own: true });
    }
    return act({ do: 'press', data: key.data });
  }

  async function sendPlace() {
    const place = await panels.askPlace();
    if (place !== undefined) await act({ do: 'location', ...place });
  }

  /** Nothing can be said before the chat is begun, or while the bot is blocked. */
  function isGated() {
    return chat.state === 'blocked' || (chat.state === 'new' && bubbles.size === 0 && !isOpened);
  }

  function drawGate() {
    const isBlocked = chat.state === 'blocked';
    find('gate').hidden = !isGated();
    find('composer').hidden = isGated();
    find('gate-text').hidden = !isBlocked;
    const begin = messenger === 'telegram' ? texts.start : texts.startChat;
    find('gate-button').textContent = isBlocked ? texts.unblock : begin;
    for (const item of root.querySelectorAll('[data-do="unblock"]')) item.hidden = !isBlocked;
    for (const item of root.querySelectorAll('[data-do="block"]')) item.hidden = isBlocked;
    drawKeyboard();
  }

  find('gate-button').addEventListener('click', async () => {
    if (!(await act({ do: chat.state === 'blocked' ? 'unblock' : 'start' }))) return;
    isOpened = true;
    drawGate();
    text.focus();
  });

  function startEditing(message) {
    editing = message.id;
    find('editing').hidden = false;
    find('editing-text').textContent = message.text;
    text.value = message.text;
    text.focus();
  }

  function stopEditing() {
    editing = undefined;
    find('editing').hidden = true;
    text.value = '';
    ready();
  }

  function ready() {
    root.classList.toggle('ready', text.value.trim() !== '' || !tray.isEmpty);
  }

  async function send() {
    const words = text.value.trim();
    if (!tray.isEmpty && (await act(await tray.action()))) tray.clear();
    if (words === '') return;
    const action = editing === undefined ? { do: 'text', text: words } : { do: 'edit', message: editing, text: words };
    text.value = '';
    if (await act(action)) stopEditing();
    else text.value = words;
    ready();
  }

  find('composer').addEventListener('submit', (event) => {
    event.preventDefault();
    void send();
  });
  text.addEventListener('input', ready);
  text.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      void send();
    } else if (event.key === 'Escape' && editing !== undefined) stopEditing();
  });
  find('stop-editing').addEventListener('click', stopEditing);
  find('keyboard-toggle')?.addEventListener('click', () => {
    isKeyboardOpen = !isKeyboardOpen;
    drawKeyboard();
  });

  createMenus(root, { ...page, act, tray, sendPlace, notice });

  function clear() {
    for (const bubble of bubbles.values()) bubble.remove();
    bubbles.clear();
    isOpened = false;
    chat = { state: 'new', keyboard: undefined };
    stopEditing();
    drawDays();
    find('person').textContent = pretty(people.current().phone);
  }

  clear();
  return {
    clear,
    notice,
    scrollDown,
    /** How the chat looks now, all of it. */
    show(whole) {
      for (const bubble of bubbles.values()) bubble.remove();
      bubbles.clear();
      chat = whole;
      isKeyboardOpen = !chat.keyboard?.folded;
      if (chat.description) empty.querySelector('p').textContent = chat.description;
      for (const message of chat.messages) put(message);
      for (const bubble of bubbles.values()) bubble.classList.remove('new');
      if (chat.state === 'open') people.setKnown(true);
      drawDays();
      drawGate();
      isAtEnd = true;
      scrollDown();
    },
    change(change) {
      switch (change.kind) {
        case 'message':
          put(change.message);
          drawDays();
          drawGate();
          break;
        case 'removed':
          for (const id of change.ids) {
            bubbles.get(id)?.remove();
            bubbles.delete(id);
          }
          drawDays();
          break;
        case 'keyboard':
          chat.keyboard = change.keyboard;
          isKeyboardOpen = !change.keyboard?.folded;
          drawKeyboard();
          break;
        case 'notice':
          notice(change.text);
          break;
        case 'answered':
          settle(change.messageId);
          break;
        case 'typing':
          setTyping(true);
          break;
        case 'state':
          chat.state = change.state;
          if (change.state === 'open') people.setKnown(true);
          drawGate();
          break;
      }
    },
  };
}

/** A message that is drawn again keeps its photo, which would otherwise load once more and jump. */
function keepPhoto(old, bubble) {
  const [shown, fresh] = [old, bubble].map((one) => one.querySelector('.photo'));
  if (shown && fresh && shown.firstChild.src === fresh.firstChild.src) fresh.replaceWith(shown);
}
