import type { Dialogue } from './dialogue.ts';

/** Shows a broadcast that is being prepared to whoever has its code: the worker sends it as it will be. */
export const show: Dialogue = {
  name: 'show',
  version: 1,
  purpose: 'Show an organizer a broadcast that is being prepared, by a link with its code. Nothing is counted.',
  async run(talk, { code }) {
    if (typeof code === 'string') await talk.intend({ do: 'show-broadcast', code });
    return 'end';
  },
};
