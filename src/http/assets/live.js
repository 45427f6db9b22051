// Keeps the figures of a march fresh. Without it, the page is loaded again now and then.

const live = document.getElementById('live');
const lost = document.getElementById('live-lost');
if (live?.dataset.events) {
  const source = new EventSource(live.dataset.events);
  source.addEventListener('live', ({ data }) => {
    live.innerHTML = data;
  });
  for (const kind of ['open', 'error'])
    source.addEventListener(kind, () => lost?.toggleAttribute('hidden', kind === 'open'));
  addEventListener('pagehide', () => source.close());
}
