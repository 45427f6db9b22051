/** Line drawings on a grid of 24, by the names that `Icon` and the scripts use. */
const PATHS = {
  send: 'M4 12 20 4l-5 16-3.5-6.5L4 12Zm7.5 1.5L20 4',
  attach: 'M20 11.5 12.2 19.3a4.6 4.6 0 0 1-6.5-6.5l8.1-8.1a3 3 0 0 1 4.3 4.3l-8 8a1.4 1.4 0 0 1-2-2l7.2-7.2',
  slash:
    'M7 4.5h10A2.5 2.5 0 0 1 19.5 7v10a2.5 2.5 0 0 1-2.5 2.5H7A2.5 2.5 0 0 1 4.5 17V7A2.5 2.5 0 0 1 7 4.5ZM14 8l-4 8',
  keyboard:
    'M4 7.5A1.5 1.5 0 0 1 5.5 6h13A1.5 1.5 0 0 1 20 7.5v9a1.5 1.5 0 0 1-1.5 1.5h-13A1.5 1.5 0 0 1 4 16.5v-9ZM8 10h.01M12 10h.01M16 10h.01M8.5 14h7',
  more: 'M12 6h.01M12 12h.01M12 18h.01',
  person: 'M12 12a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7Zm-7 7.5c.6-3.2 3.4-5 7-5s6.4 1.8 7 5',
  down: 'm7 10 5 5 5-5',
  close: 'M6.5 6.5l11 11m0-11-11 11',
  check: 'm5 12.5 4.5 4.5L19 7.5',
  checks: 'm2.5 12.5 4.5 4.5 9-9.5m-4 9 .5.5 9-9.5',
  clock: 'M12 20a8 8 0 1 0 0-16 8 8 0 0 0 0 16Zm0-12v4l2.5 2',
  alert: 'M12 20a8 8 0 1 0 0-16 8 8 0 0 0 0 16Zm0-12v4.5m0 3h.01',
  photo:
    'M5.5 5h13A1.5 1.5 0 0 1 20 6.5v11a1.5 1.5 0 0 1-1.5 1.5h-13A1.5 1.5 0 0 1 4 17.5v-11A1.5 1.5 0 0 1 5.5 5ZM4 16l4.5-4.5L14 17m-1.5-1.5L15 13l5 4.5M15.5 9.5h.01',
  file: 'M7 4h7l4.5 4.5V20H7a1.5 1.5 0 0 1-1.5-1.5v-13A1.5 1.5 0 0 1 7 4Zm6.5.5V9h5',
  ballot: 'M6 4h12v16H6V4Zm3 4h.01M9 12h.01M9 16h.01M12 8h3.5M12 12h3.5M12 16h3.5',
  place: 'M12 20.5c3.5-4 5.5-7 5.5-10a5.5 5.5 0 0 0-11 0c0 3 2 6 5.5 10Zm0-8a2 2 0 1 0 0-4 2 2 0 0 0 0 4Z',
  contact:
    'M5.5 5h13A1.5 1.5 0 0 1 20 6.5v11a1.5 1.5 0 0 1-1.5 1.5h-13A1.5 1.5 0 0 1 4 17.5v-11A1.5 1.5 0 0 1 5.5 5ZM9 11.5a1.7 1.7 0 1 0 0-3.4 1.7 1.7 0 0 0 0 3.4Zm-2.5 4c.3-1.6 1.2-2.3 2.5-2.3s2.2.7 2.5 2.3M14.5 10h2.5m-2.5 3.5h2.5',
  sticker: 'M12 4a8 8 0 1 0 8 8l-8-8Zm0 0c0 5 3 8 8 8M9 13.5c.8 1.2 1.8 1.8 3 1.8',
  voice: 'M12 14a2.5 2.5 0 0 0 2.5-2.5v-5a2.5 2.5 0 0 0-5 0v5A2.5 2.5 0 0 0 12 14Zm5-2.5a5 5 0 0 1-10 0m5 5V20',
  video:
    'M5.5 7h8A1.5 1.5 0 0 1 15 8.5v7a1.5 1.5 0 0 1-1.5 1.5h-8A1.5 1.5 0 0 1 4 15.5v-7A1.5 1.5 0 0 1 5.5 7ZM15 11l5-3v8l-5-3',
  pencil: 'm5 19 1-4L16 5l3 3L9 18l-4 1Z',
} as const;

export type IconName = keyof typeof PATHS;

/** All drawings once, hidden; `Icon` and the scripts point at them. */
export function IconSprite() {
  return (
    <svg class="sprite" aria-hidden="true" focusable="false">
      {Object.entries(PATHS).map(([name, path]) => (
        <symbol id={`icon-${name}`} viewBox="0 0 24 24" key={name}>
          <path
            d={path}
            fill="none"
            stroke="currentColor"
            stroke-width="1.8"
            stroke-linecap="round"
            stroke-linejoin="round"
          />
        </symbol>
      ))}
    </svg>
  );
}

export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg class="icon" aria-hidden="true" focusable="false">
      <use href={`#icon-${name}`} />
    </svg>
  );
}
