// What the console's pages do by themselves. Everything here only adds to pages that work without it.

// htmx sends the same proof of origin as forms do.
document.addEventListener('htmx:configRequest', ({ detail }) => {
  const token = document.querySelector('meta[name="csrf-token"]');
  if (token) detail.headers['x-csrf-token'] = token.content;
});

// What is wrong is shown in its place, too.
document.addEventListener('htmx:beforeSwap', ({ detail }) => {
  if (detail.xhr.status >= 400 && detail.xhr.getResponseHeader('content-type')?.startsWith('text/html')) {
    detail.shouldSwap = true;
    detail.isError = false;
  }
});

// Live figures: <… data-live="address"> holds elements <… data-live-event="name">.
function listen(root) {
  const names = new Set([...root.querySelectorAll('[data-live-event]')].map((element) => element.dataset.liveEvent));
  const lost = root.querySelector('[data-live-lost]');
  const source = new EventSource(root.dataset.live);
  for (const name of names) {
    source.addEventListener(name, ({ data }) => {
      for (const element of root.querySelectorAll(`[data-live-event="${CSS.escape(name)}"]`)) {
        if (element.innerHTML === data) continue;
        element.innerHTML = data;
        window.htmx?.process(element);
      }
    });
  }
  for (const kind of ['open', 'error'])
    source.addEventListener(kind, () => lost?.toggleAttribute('hidden', kind === 'open'));
  addEventListener('pagehide', () => source.close());
}
for (const root of document.querySelectorAll('[data-live]')) listen(root);

// One press, one request.
document.addEventListener('submit', (event) => {
  const { target: form, submitter } = event;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  if (form.hasAttribute('hx-post') || form.hasAttribute('hx-get') || form.method !== 'post') return;
  form.dataset.sent = 'yes';
  submitter?.setAttribute('aria-busy', 'true');
});
// Back again: the form may be sent once more.
addEventListener('pageshow', () => {
  for (const form of document.querySelectorAll('form[data-sent]')) {
    delete form.dataset.sent;
    for (const button of form.querySelectorAll('[aria-busy]')) button.removeAttribute('aria-busy');
  }
});

// One question at a time; Escape closes it.
document.addEventListener(
  'toggle',
  ({ target }) => {
    if (!target.matches?.('details.confirm') || !target.open) return;
    for (const other of document.querySelectorAll('details.confirm[open]')) if (other !== target) other.open = false;
    target.scrollIntoView({ block: 'nearest' });
    target.querySelector('form').scrollIntoView({ block: 'nearest' });
  },
  true,
);
document.addEventListener('keydown', ({ key }) => {
  if (key !== 'Escape') return;
  for (const question of document.querySelectorAll('details.confirm[open]')) {
    question.open = false;
    question.querySelector('summary').focus();
  }
});

// Copies what an element says: <button data-copy="#id">.
for (const button of document.querySelectorAll('button[data-copy]')) {
  button.hidden = false;
  button.addEventListener('click', async () => {
    const source = document.querySelector(button.dataset.copy);
    await navigator.clipboard.writeText('value' in source ? source.value : source.textContent);
    button.textContent = button.dataset.copied;
  });
}

// On a phone the menu scrolls sideways: show where we are.
const current = document.querySelector('.menu nav [aria-current]');
const menu = current?.closest('nav');
if (menu) menu.scrollLeft = current.offsetLeft - (menu.clientWidth - current.offsetWidth) / 2;

// Writing is being there: a long text must not end in a session that is over.
let told = Date.now();
document.addEventListener('input', () => {
  if (!document.body.classList.contains('inside') || Date.now() - told < 300_000) return;
  told = Date.now();
  fetch('/console/here', { redirect: 'manual' }).catch(() => undefined);
});
