/** Moving and enlarging a map, for who has scripts and a mouse or fingers. Without it, maps of regions are the closer look. */
for (const figure of document.querySelectorAll('[data-map]')) {
  const svg = figure.querySelector('svg');
  const whole = svg.viewBox.baseVal;
  const all = { x: whole.x, y: whole.y, width: whole.width, height: whole.height };
  let view = { ...all };
  let dragged;

  const show = (next) => {
    const width = Math.min(all.width, Math.max(all.width / 24, next.width));
    const height = (width * all.height) / all.width;
    const within = (at, size, from, whole) => Math.min(from + whole - size, Math.max(from, at));
    view = {
      x: within(next.x, width, all.x, all.width),
      y: within(next.y, height, all.y, all.height),
      width,
      height,
    };
    svg.setAttribute('viewBox', `${view.x} ${view.y} ${view.width} ${view.height}`);
    // Marks grow less than the map, so that stations come apart.
    svg.setAttribute('data-scale', width < all.width / 8 ? 'near' : width < all.width / 2.5 ? 'middle' : 'far');
  };

  const zoom = (by, share = { x: 0.5, y: 0.5 }) => {
    const width = view.width / by;
    const height = view.height / by;
    show({ x: view.x + (view.width - width) * share.x, y: view.y + (view.height - height) * share.y, width });
  };

  const shareOf = (event) => {
    const box = svg.getBoundingClientRect();
    return { x: (event.clientX - box.left) / box.width, y: (event.clientY - box.top) / box.height };
  };

  const tools = document.createElement('div');
  tools.className = 'map-tools';
  for (const [name, sign, press] of [
    ['zoomIn', '+', () => zoom(2)],
    ['zoomOut', '−', () => zoom(0.5)],
    ['zoomAll', '⤢', () => show({ ...all })],
  ]) {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = sign;
    button.setAttribute('aria-label', figure.dataset[name]);
    button.title = figure.dataset[name];
    button.addEventListener('click', press);
    tools.append(button);
  }
  figure.prepend(tools);

  // The page scrolls as everywhere; only with Ctrl, or two fingers on a touch pad, the map is meant.
  svg.addEventListener(
    'wheel',
    (event) => {
      if (!event.ctrlKey) return;
      event.preventDefault();
      zoom(event.deltaY < 0 ? 1.25 : 0.8, shareOf(event));
    },
    { passive: false },
  );
  svg.addEventListener('pointerdown', (event) => {
    if (event.button !== 0 || event.pointerType === 'touch') return;
    dragged = { x: event.clientX, y: event.clientY, view, far: false };
  });
  svg.addEventListener('pointermove', (event) => {
    if (dragged === undefined) return;
    const box = svg.getBoundingClientRect();
    const [dx, dy] = [event.clientX - dragged.x, event.clientY - dragged.y];
    if (!dragged.far && Math.hypot(dx, dy) < 5) return;
    dragged.far = true;
    const scale = dragged.view.width / box.width;
    show({ ...dragged.view, x: dragged.view.x - dx * scale, y: dragged.view.y - dy * scale });
  });
  addEventListener('pointerup', () => {
    // The click that ends a move opens nothing.
    if (dragged?.far) svg.addEventListener('click', (event) => event.preventDefault(), { once: true, capture: true });
    dragged = undefined;
  });
  svg.addEventListener('dragstart', (event) => event.preventDefault());
}
