import { icon } from './photos.js';

/** The menus of one phone, and what their items do. */
export function createMenus(root, { base, language, texts, panels, people, act, tray, sendPlace, notice }) {
  const find = (name) => root.querySelector(`[data-${name}]`);

  const items = {
    photo: () => tray.pick('photo'),
    file: () => tray.pick('file'),
    location: sendPlace,
    contact: () => act({ do: 'contact', own: false }),
    'new-person': async () => {
      const phone = await panels.ask('person', { values: { phone: pretty(people.nextPhone()) }, check: readPhone });
      if (phone !== undefined) people.choose(phone);
    },
    link: async () => {
      const payload = await panels.ask('link', { check: (form) => form.get('payload').trim() });
      if (payload !== undefined) await act({ do: 'start', payload });
    },
    group: async () => {
      const words = await panels.ask('group', { check: (form) => form.get('words').trim() });
      if (words) await act({ do: 'group', text: words });
    },
    sample: async () => {
      const check = (form) => ({
        choice: form.get('choice'),
        sides: ['front', 'back'].filter((side) => form.has(side)),
      });
      const { choice, sides = [] } = (await panels.ask('sample', { check })) ?? {};
      try {
        tray.add(await Promise.all(sides.map((side) => fetchSample(choice, side))));
      } catch {
        notice(texts.failedAction, 'bad');
      }
    },
  };

  function readPhone(form) {
    const phone = form.get('phone').replace(/[\s()-]/g, '');
    return /^\+\d{8,15}$/.test(phone) ? phone : { problems: { phone: texts.phoneWrong } };
  }

  async function fetchSample(choice, side) {
    const response = await fetch(`${base}/sample?${new URLSearchParams({ choice, side })}`);
    if (!response.ok) throw new Error('No sample ballot came.');
    return new File([await response.blob()], `ballot-${side}.jpg`, { type: 'image/jpeg' });
  }

  for (const item of root.querySelectorAll('[data-do]')) {
    item.addEventListener('click', () => {
      item.closest('[popover]').hidePopover();
      const does = item.dataset.do;
      void (items[does] ?? (() => act({ do: does })))();
    });
  }
  for (const button of root.querySelectorAll('[data-open]')) {
    const menu = root.querySelector(`[data-menu="${button.dataset.open}"]`);
    button.setAttribute('aria-haspopup', 'true');
    button.addEventListener('click', async () => {
      if (button.dataset.open === 'people') drawPeople();
      if (button.dataset.open === 'commands') await drawCommands();
      panels.openMenu(menu, button);
    });
  }

  function drawPeople() {
    find('people').replaceChildren(
      ...people.list().map((person) => {
        const item = menuItem(pretty(person.phone), '', () => people.choose(person.phone));
        item.prepend(icon(person.chosen ? 'check' : 'person'));
        item.setAttribute('aria-current', String(Boolean(person.chosen)));
        return item;
      }),
    );
  }

  async function drawCommands() {
    const response = await fetch(`${base}/commands?language=${language}`).catch(() => undefined);
    const commands = response?.ok ? await response.json() : [];
    const drawn = commands.map(({ command, description }) =>
      menuItem(`/${command}`, description, () => void act({ do: 'text', text: `/${command}` })),
    );
    find('commands').replaceChildren(...(drawn.length > 0 ? drawn : [texts.noCommands]));
  }
}

function menuItem(name, note, does) {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'item';
  const words = document.createElement('span');
  const small = document.createElement('small');
  small.textContent = note;
  words.append(name, ...(note ? [small] : []));
  button.append(words);
  button.addEventListener('click', () => {
    button.closest('[popover]').hidePopover();
    does();
  });
  return button;
}

/** +375 29 000 00 01 for numbers of that shape; others as they are. */
export function pretty(phone) {
  return phone.replace(/^(\+375)(\d{2})(\d{3})(\d{2})(\d{2})$/, '$1 $2 $3 $4 $5');
}
