import type { Option, Outgoing } from '../../src/messaging/outgoing.ts';
import { PLACE_BODY } from './share-token.ts';

/** https://developers.viber.com/docs/tools/keyboards/ */
export interface Keyboard {
  readonly Type: 'keyboard';
  readonly DefaultHeight: boolean;
  readonly Buttons: readonly Button[];
}

interface Button {
  readonly Columns: number;
  readonly Rows: 1;
  readonly ActionType: 'reply' | 'share-phone' | 'location-picker' | 'open-url';
  readonly ActionBody: string;
  readonly Text: string;
  /** A tap is not shown in the chat: it would show an option's id, there for whoever picks the phone up. */
  readonly Silent?: true;
}

const COLUMNS = 6;

/** More than that, and the whole keyboard is not shown. */
const MAX_ROWS = 24;

/** Viber's limit for a button's text, tags included. */
const MAX_TEXT = 250;

/**
 * Needed on the message by share-phone and location-picker (3) and by silent buttons (6, clients of 2018);
 * without it they are shown as ordinary ones. Reported in https://github.com/Bogdaan/viber-bot-php/issues/48
 */
export const KEYBOARD_API_VERSION = 6;

/**
 * The keyboard of a message, or undefined when it has no buttons: a keyboard disappears with the next
 * message that has none. `phoneBody` is the body of a share-phone button, which is left out without it.
 * Options that do not fit stand closer together.
 */
export function keyboard({ options = [], request, link }: Outgoing, phoneBody?: string): Keyboard | undefined {
  const requested = [
    ...(request === undefined ? [] : requestButton(request, phoneBody)),
    ...(link === undefined ? [] : [linkButton(link)]),
  ];
  const lines = packed(
    options.flatMap((row) => split(row, COLUMNS)),
    MAX_ROWS - requested.length,
  );
  const buttons = [...requested, ...lines.flatMap(line)];
  return buttons.length === 0 ? undefined : { Type: 'keyboard', DefaultHeight: false, Buttons: buttons };
}

function requestButton({ what, label }: NonNullable<Outgoing['request']>, phoneBody: string | undefined): Button[] {
  const common = { Columns: COLUMNS, Rows: 1, Text: buttonText(label) } as const;
  if (what === 'place') return [{ ...common, ActionType: 'location-picker', ActionBody: PLACE_BODY }];
  return phoneBody === undefined ? [] : [{ ...common, ActionType: 'share-phone', ActionBody: phoneBody }];
}

function linkButton({ label, url }: NonNullable<Outgoing['link']>): Button {
  return { Columns: COLUMNS, Rows: 1, ActionType: 'open-url', ActionBody: url, Text: buttonText(label), Silent: true };
}

/** Keeps the rows where they fit, and otherwise fills rows of two, three ... six. */
function packed(rows: readonly (readonly Option[])[], most: number): readonly (readonly Option[])[] {
  let lines = rows;
  for (let width = 2; lines.length > most && width <= COLUMNS; width += 1) lines = split(rows.flat(), width);
  return lines;
}

function split(row: readonly Option[], width: number): readonly (readonly Option[])[] {
  if (row.length <= width) return row.length === 0 ? [] : [row];
  return Array.from({ length: Math.ceil(row.length / width) }, (_, i) => row.slice(i * width, (i + 1) * width));
}

/** Buttons that fill six columns together, the first ones wider where it does not divide. */
function line(options: readonly Option[]): Button[] {
  const width = Math.floor(COLUMNS / options.length);
  const wider = COLUMNS % options.length;
  return options.map(({ id, label }, i) => ({
    Columns: i < wider ? width + 1 : width,
    Rows: 1,
    ActionType: 'reply',
    ActionBody: id,
    Text: buttonText(label),
    Silent: true,
  }));
}

const ESCAPED: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Viber reads a button's text as HTML. Cut to its limit between characters, never inside an entity. */
export function buttonText(label: string): string {
  if (label.length <= MAX_TEXT && !/[&<>"]/.test(label)) return label;
  let text = '';
  for (const character of label) {
    const next = ESCAPED[character] ?? character;
    if (text.length + next.length > MAX_TEXT) break;
    text += next;
  }
  return text;
}
