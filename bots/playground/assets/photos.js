/** The server takes 20 MB of photos at once. */
const MAX_BYTES = 20 * 1024 * 1024;
const MAX_PHOTOS = 10;

/** Photos that wait above the text field until they are sent. */
export function createTray(root, { texts, onChange, onTooLarge }) {
  const tray = root.querySelector('[data-tray]');
  const list = root.querySelector('[data-tray-items]');
  const input = root.querySelector('[data-files]');
  let photos = [];

  input.addEventListener('change', () => {
    add([...input.files]);
    input.value = '';
  });

  function add(files) {
    const next = [...photos, ...files.map((file) => ({ file, url: URL.createObjectURL(file) }))].slice(0, MAX_PHOTOS);
    if (next.reduce((sum, { file }) => sum + file.size, 0) > MAX_BYTES) onTooLarge();
    else photos = next;
    draw();
  }

  function draw() {
    tray.hidden = photos.length === 0;
    list.replaceChildren(
      ...photos.map((photo) => {
        const item = document.createElement('li');
        const image = document.createElement('img');
        image.src = photo.url;
        image.alt = photo.file.name;
        image.addEventListener('error', () => item.classList.add('plain'));
        const remove = document.createElement('button');
        remove.type = 'button';
        remove.className = 'round';
        remove.setAttribute('aria-label', `${texts.remove}: ${photo.file.name}`);
        remove.append(icon('close'));
        remove.addEventListener('click', () => {
          URL.revokeObjectURL(photo.url);
          photos = photos.filter((other) => other !== photo);
          draw();
        });
        item.append(image, remove);
        return item;
      }),
    );
    onChange();
  }

  return {
    add,
    get isEmpty() {
      return photos.length === 0;
    },
    pick(as) {
      tray.querySelector(`input[value="${as}"]`).checked = true;
      input.click();
    },
    /** What `act` needs to send them all. */
    async action() {
      const as = tray.querySelector('input:checked').value;
      return { do: 'photos', as, photos: await Promise.all(photos.map(({ file }) => encode(file))) };
    },
    clear() {
      for (const { url } of photos) URL.revokeObjectURL(url);
      photos = [];
      draw();
    },
  };
}

async function encode(file) {
  const data = await new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,/, ''));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
  return { name: file.name.slice(0, 200), data };
}

/** One of the page's drawings. */
export function icon(name) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  const use = document.createElementNS('http://www.w3.org/2000/svg', 'use');
  use.setAttribute('href', `#icon-${name}`);
  svg.append(use);
  return svg;
}
