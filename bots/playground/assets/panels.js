/** Menus that open beside their button, and dialogs that ask for something. */
export function createPanels(texts) {
  const dialogs = new Map(
    [...document.querySelectorAll('[data-dialog]')].map((dialog) => [dialog.dataset.dialog, dialog]),
  );
  for (const dialog of dialogs.values()) {
    for (const cancel of dialog.querySelectorAll('[data-cancel]'))
      cancel.addEventListener('click', () => dialog.close(''));
    // A press beside the dialog closes it.
    dialog.addEventListener('click', (event) => event.target === dialog && dialog.close(''));
  }

  return {
    openMenu(menu, button) {
      menu.showPopover();
      place(menu, button);
      menu.querySelector('button')?.focus();
    },

    /**
     * Asks with a dialog. `check` gets the form's values and returns an answer, or the notes to show under
     * fields as `{ problems }`. Undefined: called off.
     */
    ask(name, { values = {}, check = () => true, onOpen } = {}) {
      const dialog = dialogs.get(name);
      const form = dialog.querySelector('form');
      form.reset();
      for (const note of dialog.querySelectorAll('[data-note]')) setNote(note, '');
      for (const [field, value] of Object.entries(values)) form.elements[field].value = value;
      dialog.returnValue = '';
      return new Promise((resolve) => {
        let answer;
        const finish = (value) => {
          answer = value;
          dialog.close('confirm');
        };
        const onSubmit = (event) => {
          event.preventDefault();
          const checked = check(new FormData(form));
          if (checked?.problems === undefined) return finish(checked);
          for (const note of dialog.querySelectorAll('[data-note]'))
            setNote(note, checked.problems[note.dataset.note] ?? '');
          const [wrong] = Object.keys(checked.problems);
          form.elements[wrong].focus();
        };
        form.addEventListener('submit', onSubmit);
        dialog.addEventListener(
          'close',
          () => {
            form.removeEventListener('submit', onSubmit);
            resolve(answer);
          },
          { once: true },
        );
        dialog.showModal();
        onOpen?.(dialog, finish);
      });
    },

    view(url) {
      const dialog = dialogs.get('viewer');
      dialog.querySelector('[data-viewed]').src = url;
      dialog.showModal();
    },

    askPlace() {
      return this.ask('place', {
        check: (form) => {
          const latitude = coordinate(form.get('latitude'), 90);
          const longitude = coordinate(form.get('longitude'), 180);
          if (latitude !== undefined && longitude !== undefined) return { latitude, longitude };
          return { problems: { [latitude === undefined ? 'latitude' : 'longitude']: texts.coordinatesWrong } };
        },
        onOpen: (dialog, finish) => {
          for (const button of dialog.querySelectorAll('[data-place]')) {
            button.onclick = () => {
              const [latitude, longitude] = button.dataset.place.split(' ').map(Number);
              finish({ latitude, longitude });
            };
          }
        },
      });
    },
  };
}

function setNote(note, problem) {
  note.textContent = problem || note.dataset.hint;
  note.classList.toggle('wrong', problem !== '');
  const field = note.parentElement.querySelector('input');
  if (problem === '') field.removeAttribute('aria-invalid');
  else field.setAttribute('aria-invalid', 'true');
}

/** A decimal point or a comma. */
function coordinate(text, limit) {
  const number = Number(String(text).trim().replace(',', '.'));
  return String(text).trim() !== '' && Math.abs(number) <= limit ? number : undefined;
}

/** Under its button or above it, wherever there is room, and never beyond the window's edge. */
function place(menu, button) {
  const gap = 6;
  const from = button.getBoundingClientRect();
  const { width, height } = menu.getBoundingClientRect();
  const isBelow = from.bottom + gap + height <= innerHeight || from.top < innerHeight / 2;
  const top = isBelow ? from.bottom + gap : from.top - gap - height;
  const left = from.left + width <= innerWidth - gap ? from.left : from.right - width;
  menu.style.setProperty('top', `${Math.max(gap, top)}px`);
  menu.style.setProperty('left', `${Math.max(gap, left)}px`);
}
