// Typing a result sheet in with the keyboard alone. Digits go into the fields; letters and signs, which no number has,
// look after the photo (review-photos.js). Everything here only adds to a form that works without it.

const sheet = document.querySelector('[data-sheet]');
const form = sheet.querySelector('form');
const photos = window.reviewPhotos(sheet);
const figures = [...sheet.querySelectorAll('[data-photo]')];
const pages = [...sheet.querySelectorAll('[data-page]')];
const save = sheet.querySelector('[data-save]');
const tools = JSON.parse(sheet.dataset.tools);

// One photo at a time, as large as there is room; none where they are gone.
let shown = 0;
function show(at) {
  if (figures.length === 0) return;
  while (shown !== at) {
    shown = (shown + 1) % figures.length;
    photos.other();
  }
  for (const [index, button] of pages.entries()) button.setAttribute('aria-pressed', String(index === at));
}
sheet.querySelector('[data-sheet-photos]')?.setAttribute('data-one', '');
sheet.querySelector('[data-pages]')?.removeAttribute('hidden');
for (const [at, button] of pages.entries()) button.addEventListener('click', () => show(at));

const fields = () => [...form.querySelectorAll('.sheet-field input')];
function go(from, step) {
  const all = fields();
  const next = all[all.indexOf(from) + step];
  if (next) {
    next.focus();
    next.select();
  } else if (step > 0) save.focus();
}

// What reviewers typed, taken over by a press.
form.addEventListener('click', ({ target }) => {
  const fill = target.closest('[data-fill]');
  if (!fill) return;
  const input = fill.closest('.sheet-field').querySelector('input');
  input.value = fill.dataset.fill;
  input.dispatchEvent(new Event('input', { bubbles: true }));
  input.focus();
});

// What a key is called: by what it types, or by its place where another alphabet is set.
function namesOf({ key, code }) {
  const [, letter = ''] = /^Key(.)$/.exec(code) ?? [];
  const sign = { Comma: ',', Period: '.', Minus: '-', Equal: '+', NumpadSubtract: '-', NumpadAdd: '+' }[code];
  return [key === '=' ? '+' : key.toLowerCase(), letter.toLowerCase() || sign];
}

const MOVES = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

sheet.addEventListener('keydown', (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
  const { target, key, shiftKey } = event;
  const inField = target.matches('.sheet-field input');
  const arrow = MOVES[key];
  if (arrow && shiftKey) {
    photos.move(...arrow);
  } else if (inField && (key === 'Enter' || key === 'ArrowDown')) {
    go(target, 1);
  } else if (inField && key === 'ArrowUp') {
    go(target, -1);
  } else if (key === 'ArrowUp' && target === save) {
    fields().at(-1)?.focus();
  } else {
    const names = namesOf(event);
    const tool = Object.entries(tools).find(([, name]) => names.includes(name))?.[0];
    const button = [...form.querySelectorAll('[data-key]')].find(({ dataset }) => names.includes(dataset.key));
    if (tool) photos.use(tool);
    else if (names.includes(sheet.dataset.otherPhoto)) show((shown + 1) % figures.length);
    // A slip of the finger must not say that a sheet cannot be read: the key leads to the button, Enter presses it.
    else if (button) button.focus();
    else return;
  }
  event.preventDefault();
});

// The photos have just moved together: what has the focus must not be left under them.
const focused = document.activeElement;
if (form.contains(focused)) requestAnimationFrame(() => focused.scrollIntoView({ block: 'nearest' }));

// Come back to by the browser's arrow: what it shows is old.
addEventListener('pageshow', ({ persisted }) => persisted && location.reload());
