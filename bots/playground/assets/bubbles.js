import { icon } from './photos.js';

/** Addresses, and on Telegram commands, within a text. */
const LINKS = /(https?:\/\/[^\s<>"]+|(?<=^|\s)\/[a-z0-9_]{1,32}(?=\s|$))/g;

/** Draws one message. `on`: what happens when something in it is pressed. */
export function drawBubble(message, { texts, language, messenger, mediaUrl, on }) {
  const element = document.createElement('article');
  element.className = `message ${message.from}`;
  element.dataset.id = message.id;
  element.dataset.at = message.at;
  const bubble = document.createElement('div');
  bubble.className = 'bubble';
  if (message.group) bubble.append(labelled('p', 'group', texts.group));
  bubble.append(...contents(message, { texts, mediaUrl, on }));
  if (message.text) bubble.append(drawText(message.text, messenger, on));
  bubble.append(drawMeta(message, texts, language));
  bubble.classList.toggle('picture', Boolean(message.photo) && !message.text);
  element.append(bubble);
  if (message.buttons?.length) element.append(drawButtons(message, on));
  if (messenger === 'telegram' && message.from === 'citizen' && message.text && !message.photo && !message.group) {
    const edit = document.createElement('button');
    edit.type = 'button';
    edit.className = 'round edit';
    edit.title = texts.edit;
    edit.setAttribute('aria-label', `${texts.edit}: ${message.text.slice(0, 40)}`);
    edit.append(icon('pencil'));
    edit.addEventListener('click', () => on.edit(message));
    element.append(edit);
  }
  return element;
}

/** Whatever a message holds beside its text. */
function contents(message, { texts, mediaUrl, on }) {
  const found = [];
  if (message.photo) {
    const url = mediaUrl(message.photo);
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'photo';
    const image = document.createElement('img');
    image.src = url;
    image.alt = texts.placeholderPhoto;
    image.addEventListener('load', () => on.loaded());
    image.addEventListener('error', () => button.classList.add('gone'));
    button.append(image);
    button.addEventListener('click', () => on.view(url));
    found.push(button);
  }
  if (message.file) {
    const link = document.createElement('a');
    link.className = 'card';
    link.href = mediaUrl(message.file.key);
    link.download = message.file.name;
    link.append(icon('file'), message.file.name);
    found.push(link);
  }
  if (message.contact) found.push(card('contact', message.contact.phone));
  if (message.place) {
    const { latitude, longitude } = message.place;
    found.push(card('place', `${latitude.toFixed(4)}, ${longitude.toFixed(4)}`));
  }
  if (message.sticker) found.push(card('sticker', texts.sticker));
  if (message.voice) found.push(card('voice', texts.voice));
  if (message.video) found.push(card('video', texts.video));
  return found;
}

function card(drawing, text) {
  const element = document.createElement('p');
  element.className = 'card';
  element.append(icon(drawing), text);
  return element;
}

function drawText(text, messenger, on) {
  const element = document.createElement('p');
  element.className = 'text';
  for (const part of text.split(LINKS)) {
    if (/^https?:/.test(part)) {
      const link = document.createElement('a');
      link.href = part;
      link.rel = 'noopener noreferrer';
      link.target = '_blank';
      link.textContent = part;
      element.append(link);
    } else if (messenger === 'telegram' && /^\/[a-z0-9_]+$/.test(part)) {
      const button = document.createElement('button');
      button.type = 'button';
      button.className = 'command';
      button.textContent = part;
      button.addEventListener('click', () => on.command(part));
      element.append(button);
    } else element.append(part);
  }
  return element;
}

const DELIVERY = { sending: 'clock', delivered: 'checks', failed: 'alert' };

function drawMeta(message, texts, language) {
  const meta = document.createElement('span');
  meta.className = 'meta';
  if (message.edited) meta.append(`${texts.edited} `);
  const time = document.createElement('time');
  const at = new Date(message.at);
  time.dateTime = at.toISOString();
  time.textContent = at.toLocaleTimeString(language, { hour: '2-digit', minute: '2-digit', hour12: false });
  meta.append(time);
  if (message.from === 'citizen' && message.delivery) {
    const delivery = labelled('span', `delivery ${message.delivery}`, texts[message.delivery]);
    delivery.title = texts[message.delivery];
    delivery.prepend(icon(DELIVERY[message.delivery]));
    meta.append(delivery);
  }
  return meta;
}

function drawButtons(message, on) {
  const rows = document.createElement('div');
  rows.className = 'inline';
  for (const row of message.buttons) {
    const line = document.createElement('div');
    for (const { label, does, data } of row) {
      if (does === 'url') {
        const link = document.createElement('a');
        link.href = data;
        link.rel = 'noopener noreferrer';
        link.target = '_blank';
        link.textContent = label;
        line.append(link);
        continue;
      }
      const button = document.createElement('button');
      button.type = 'button';
      button.textContent = label;
      button.addEventListener('click', () => {
        button.classList.add('pending');
        on.tap(message.id, data);
      });
      line.append(button);
    }
    rows.append(line);
  }
  return rows;
}

/** An element with a text; for a `span` the text is for screen readers only. */
function labelled(tag, className, text) {
  const element = document.createElement(tag);
  element.className = className;
  const inner = document.createElement('span');
  if (tag === 'span') inner.className = 'unseen';
  inner.textContent = text;
  element.append(inner);
  return element;
}
