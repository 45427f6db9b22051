// Photos under review: larger, turned, brighter; by buttons, keys, wheel and fingers. `reviewPhotos(item)` looks after
// the photos of an item and knows which one the keys are for.

const MOST = 8;
const STEP = 1.4;
const LIGHT = { least: 0.4, most: 5, step: 1.35 };
const between = (least, value, most) => Math.min(most, Math.max(least, value));

function photoView(figure) {
  const frame = figure.querySelector('[data-frame]');
  const image = frame.querySelector('img');
  const broken = frame.querySelector('[data-broken]');
  const touching = new Map();
  let [zoom, turns, light, x, y] = [1, 0, 1, 0, 0];

  // How large the whole photo is in its frame, as it is turned now.
  function size() {
    const { clientWidth: wide, clientHeight: high } = frame;
    const scale = Math.min(wide / (image.naturalWidth || wide), high / (image.naturalHeight || high));
    const [width, height] = [(image.naturalWidth || wide) * scale, (image.naturalHeight || high) * scale];
    if (turns % 2 === 0) return { wide, high, width, height, fit: 1 };
    const fit = Math.min(wide / height, high / width);
    return { wide, high, width: height * fit, height: width * fit, fit };
  }

  function draw() {
    const { wide, high, width, height, fit } = size();
    const room = [(width * zoom - wide) / 2, (height * zoom - high) / 2].map((value) => Math.max(0, value));
    x = between(-room[0], x, room[0]);
    y = between(-room[1], y, room[1]);
    image.style.transform = `translate(${x}px, ${y}px) rotate(${turns * 90}deg) scale(${zoom * fit})`;
    image.style.filter = light === 1 ? '' : `brightness(${light})`;
    frame.classList.toggle('zoomed', zoom > 1);
  }

  // Around a point of the frame, which stays where it is.
  function zoomTo(wanted, clientX, clientY) {
    const box = frame.getBoundingClientRect();
    const [px, py] =
      clientX === undefined ? [0, 0] : [clientX - box.left - box.width / 2, clientY - box.top - box.height / 2];
    const next = between(1, wanted, MOST);
    x = px - ((px - x) / zoom) * next;
    y = py - ((py - y) / zoom) * next;
    zoom = next;
    draw();
  }

  const tools = {
    in: () => zoomTo(zoom * STEP),
    out: () => zoomTo(zoom / STEP),
    turn: () => {
      turns = (turns + 1) % 4;
      [x, y] = [0, 0];
      draw();
    },
    darker: () => {
      light = between(LIGHT.least, light / LIGHT.step, LIGHT.most);
      draw();
    },
    brighter: () => {
      light = between(LIGHT.least, light * LIGHT.step, LIGHT.most);
      draw();
    },
    whole: () => {
      [zoom, turns, light, x, y] = [1, 0, 1, 0, 0];
      draw();
    },
    // Moves what is seen, by a part of the frame.
    move: (right, down) => {
      if (zoom === 1) return false;
      x -= right * frame.clientWidth * 0.2;
      y -= down * frame.clientHeight * 0.2;
      draw();
      return true;
    },
  };

  // The reason is asked for once; a photo that is there after all is shown.
  async function explain() {
    broken.hidden = false;
    figure.dataset.state = 'broken';
    const answer = await fetch(image.src, { headers: { 'hx-request': 'true' } }).catch(() => undefined);
    if (answer === undefined || answer.ok || !answer.headers.get('content-type')?.startsWith('text/html')) return;
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    broken.querySelector('p').textContent = page.body.textContent.trim();
  }
  image.addEventListener('error', explain);
  image.addEventListener('load', () => {
    broken.hidden = true;
    figure.dataset.state = 'loaded';
    draw();
  });
  if (image.complete && image.naturalWidth > 0) figure.dataset.state = 'loaded';
  else if (image.complete) void explain();
  broken.querySelector('[data-again]').addEventListener('click', () => {
    const { src } = image;
    image.removeAttribute('src');
    image.src = src;
  });

  frame.addEventListener(
    'wheel',
    (event) => {
      event.preventDefault();
      zoomTo(zoom * STEP ** (event.deltaY < 0 ? 0.5 : -0.5), event.clientX, event.clientY);
    },
    { passive: false },
  );
  frame.addEventListener('dblclick', ({ clientX, clientY }) => zoomTo(zoom > 1 ? 1 : 2.5, clientX, clientY));
  frame.addEventListener('pointerdown', (event) => {
    if (event.target.closest('button')) return;
    touching.set(event.pointerId, event);
    frame.setPointerCapture(event.pointerId);
  });
  frame.addEventListener('pointermove', (event) => {
    const before = touching.get(event.pointerId);
    if (before === undefined) return;
    const other = [...touching.values()].find(({ pointerId }) => pointerId !== event.pointerId);
    touching.set(event.pointerId, event);
    if (other !== undefined) {
      const distance = (one) => Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY) || 1;
      const middle = [(event.clientX + other.clientX) / 2, (event.clientY + other.clientY) / 2];
      zoomTo((zoom * distance(event)) / distance(before), ...middle);
    } else if (zoom > 1) {
      x += event.clientX - before.clientX;
      y += event.clientY - before.clientY;
      draw();
    }
  });
  for (const kind of ['pointerup', 'pointercancel']) {
    frame.addEventListener(kind, ({ pointerId }) => touching.delete(pointerId));
  }
  return { figure, image, tools };
}

// A toolbar is one stop of the Tab key; arrows lead from button to button.
function walkable(toolbar) {
  const buttons = [...toolbar.querySelectorAll('button')];
  toolbar.hidden = false;
  toolbar.addEventListener('keydown', (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const at = buttons.indexOf(event.target);
    if (step === undefined || at === -1) return;
    event.preventDefault();
    const next = buttons[(at + step + buttons.length) % buttons.length];
    for (const button of buttons) button.tabIndex = button === next ? 0 : -1;
    next.focus();
  });
}

window.reviewPhotos = (item) => {
  const views = [...item.querySelectorAll('[data-photo]')].map(photoView);
  let active = 0;
  function choose(at) {
    active = at;
    for (const [index, { figure }] of views.entries()) figure.classList.toggle('active', index === at);
  }
  for (const [at, { figure, tools }] of views.entries()) {
    walkable(figure.querySelector('[data-tools]'));
    for (const kind of ['pointerdown', 'focusin']) figure.addEventListener(kind, () => choose(at));
    figure.addEventListener('click', ({ target }) => tools[target.closest('[data-tool]')?.dataset.tool]?.());
  }
  choose(0);
  return {
    // Resolves when every photo can be seen, or is known not to be.
    ready: () => Promise.all(views.map(({ image }) => image.decode().catch(() => undefined))),
    use: (tool) => views[active]?.tools[tool](),
    move: (right, down) => views[active]?.tools.move(right, down) ?? false,
    other: () => choose((active + 1) % views.length),
  };
};
