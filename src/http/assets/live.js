// Keeps the figures of a march fresh: by a stream of events, and where that is refused, because very many listen already, by
// asking for the page again now and then. Without a script the browser does so.

const live = document.getElementById('live');
const lost = document.getElementById('live-lost');
let source;
let timer;

function show(isLost) {
  lost?.toggleAttribute('hidden', !isLost);
}

function listen() {
  source = new EventSource(live.dataset.events);
  source.addEventListener('live', ({ data }) => {
    live.innerHTML = data;
  });
  source.addEventListener('open', () => show(false));
  source.addEventListener('error', () => {
    // A browser comes again by itself when a stream breaks off, and never after another answer than 200.
    if (source.readyState === EventSource.CLOSED) later();
    else show(true);
  });
}

// Half to one and a half of the time, so that those who were refused together do not come together.
function later() {
  clearTimeout(timer);
  timer = setTimeout(again, Number(live.dataset.again) * (500 + 1000 * Math.random()));
}

// The same march's page: its figures, and where to listen from there; nowhere once it is over.
async function again() {
  try {
    const page = new URL(live.dataset.events, location.href);
    page.pathname = page.pathname.replace(/\/events$/, '');
    page.searchParams.delete('v');
    const answer = await fetch(page);
    if (!answer.ok) throw new Error(answer.status);
    const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html').getElementById('live');
    live.innerHTML = fresh.innerHTML;
    show(false);
    if (!fresh.dataset.events) return;
    live.dataset.events = fresh.dataset.events;
    listen();
  } catch {
    show(true);
    later();
  }
}

if (live?.dataset.events) {
  listen();
  addEventListener('pagehide', () => {
    clearTimeout(timer);
    source.close();
  });
  // Whoever comes back finds the page as it was left.
  addEventListener('pageshow', ({ persisted }) => {
    if (persisted) void again();
  });
}
