import { join } from 'node:path';
import { readKeyring } from '../../src/storage/keyring.ts';
import { keyedHash, loadSealer } from '../../src/storage/sealing.ts';
import { addCrowd } from './broadcasts.ts';
import type { SystemUnderTest } from './system.ts';

/** Somebody in the stand-ins who can be written to, and their row. */
export interface Listener {
  readonly name: string;
  readonly personId: string;
  /** How often they have been told something with these words. */
  heard(words: string): number;
  block(): void;
  /** Writes to the bot. */
  write(text: string): Promise<unknown>;
  /** Presses a button of the latest message that has it, by its data. */
  press(data: string): Promise<unknown>;
  /** Whether a message with this button has come: its data, or its label where a press sends that. */
  sees(button: string): boolean;
  /** Pictures that the bot has sent. */
  pictures(): number;
}

/** People who are in the stand-ins and in the database, without having gone through any dialogue. */
export async function gatherCrowd(
  { standIns, database, dataDir }: SystemUnderTest,
  counts: { readonly telegram: number; readonly viber: number },
): Promise<Map<string, Listener>> {
  const keys = await readKeyring(join(dataDir, 'keys', 'web.json'), 'web');
  const seal = await loadSealer(keys.addressPublic);
  const crowd = await addCrowd(
    database.pool,
    counts,
    (name) => seal(addressOf(name)),
    (name) => keyedHash(keys.identity, 'person', name.startsWith('t') ? 'telegram' : 'viber', addressOf(name)),
  );
  return new Map(
    [...crowd].map(([name, personId]) => {
      const chat = name.startsWith('t')
        ? standIns.telegram.chat(Number(addressOf(name)))
        : standIns.viber.chat(addressOf(name));
      chat.reopen();
      const heard = (words: string) =>
        chat.messages().filter((m) => m.from === 'bot' && m.text?.includes(words) === true).length;
      const bot = () => chat.messages().filter((m) => m.from === 'bot');
      const keys = () => [...bot().flatMap((m) => m.buttons ?? []), ...(chat.keyboard()?.rows ?? [])].flat();
      const listener: Listener = {
        name,
        personId,
        heard,
        block: () => void chat.block(),
        write: (text) => chat.text(text),
        press: (data) => chat.press(data),
        sees: (button) => keys().some(({ data, label }) => data === button || label === button),
        pictures: () => bot().filter((m) => m.photo !== undefined).length,
      };
      return [name, listener];
    }),
  );
}

/** Telegram's are numbers. */
function addressOf(name: string): string {
  return name.startsWith('t') ? `${800_000_000 + Number(name.slice(1))}` : `viber-id-of-${name}==`;
}
