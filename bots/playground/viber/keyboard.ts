import type { ShownButton, ShownKeyboard } from '../shown.ts';
import { isRecord } from './api.ts';

/**
 * What becomes of a keyboard: shown; refused by the server, which checks it against its schema and answers
 * status 3; or refused by the app, when the message has long been accepted and only a `failed` event tells.
 */
export type ReadKeyboard =
  | { readonly kind: 'shown'; readonly keyboard: ShownKeyboard }
  | { readonly kind: 'refused'; readonly why: string }
  | { readonly kind: 'fails'; readonly why: string };

/** https://developers.viber.com/docs/tools/keyboards/: 6 columns, 24 rows of buttons. */
const MAX_COLUMNS = 6;
const MAX_BUTTON_ROWS = 2;
const MAX_ROWS = 24;
const OLD_ACTIONS = ['reply', 'open-url', 'none', ''];
/** These came with API version 3. */
const NEW_ACTIONS = ['share-phone', 'location-picker'];

interface PlacedButton extends ShownButton {
  readonly columns: number;
  readonly rows: number;
}

export function readKeyboard(value: unknown, minApiVersion: number): ReadKeyboard {
  if (!isRecord(value)) return refused('instance type does not match any allowed primitive type (allowed: ["object"])');
  const missing = ['Buttons', 'Type'].filter((name) => value[name] === undefined);
  if (missing.length > 0) return refused(`object has missing required properties (${JSON.stringify(missing)})`);
  if (value.Type !== 'keyboard')
    return refused(`instance value (${JSON.stringify(value.Type)}) not found in enum (possible values: ["keyboard"])`);
  if (!Array.isArray(value.Buttons))
    return refused('instance type does not match any allowed primitive type (allowed: ["array"])');
  if (value.Buttons.length === 0)
    return refused('array is too short: must have at least 1 elements but instance has 0 elements');

  const buttons: PlacedButton[] = [];
  for (const one of value.Buttons as readonly unknown[]) {
    const read = readButton(one, minApiVersion);
    if ('kind' in read) return read;
    buttons.push(read);
  }
  const rows = layOut(buttons);
  const height = rows.reduce((sum, row) => sum + Math.max(...row.map((button) => button.rows)), 0);
  if (height > MAX_ROWS)
    return { kind: 'fails', why: `keyboard is not valid. too many rows: ${height}, at most ${MAX_ROWS}` };
  return { kind: 'shown', keyboard: { rows, folded: false, oneTime: false } };
}

function readButton(value: unknown, minApiVersion: number): PlacedButton | ReadKeyboard {
  if (!isRecord(value)) return refused('instance type does not match any allowed primitive type (allowed: ["object"])');
  if (value.ActionBody === undefined) return refused('object has missing required properties (["ActionBody"])');
  if (typeof value.ActionBody !== 'string')
    return refused('instance type does not match any allowed primitive type (allowed: ["string"])');
  const action = value.ActionType ?? 'reply';
  const allowed = minApiVersion >= 3 ? [...OLD_ACTIONS, ...NEW_ACTIONS] : OLD_ACTIONS;
  if (typeof action !== 'string' || !allowed.includes(action)) {
    return refused(
      `instance value (${JSON.stringify(action)}) not found in enum (possible values: ${JSON.stringify(allowed)})`,
    );
  }
  const columns = value.Columns ?? MAX_COLUMNS;
  const rows = value.Rows ?? 1;
  if (!isWhole(columns, MAX_COLUMNS)) return fails('Columns must be 1 to 6');
  if (!isWhole(rows, MAX_BUTTON_ROWS)) return fails('Rows must be 1 or 2');
  const label = plainText(typeof value.Text === 'string' ? value.Text : '');
  if (label === '' && !value.Image && !value.BgMedia && !value.BgColor)
    return fails('a button needs a text, an image or a colour');
  if (action === 'open-url' && !URL.canParse(value.ActionBody)) return fails('ActionBody must be a valid URL');
  const silent = value.Silent === true || value.Silent === 'true';
  return { label, does: doing(action), data: value.ActionBody, columns, rows, ...(silent ? { silent } : {}) };
}

function doing(action: string): ShownButton['does'] {
  switch (action) {
    case 'share-phone':
      return 'contact';
    case 'location-picker':
      return 'place';
    case 'open-url':
      return 'url';
    case 'none':
      return 'nothing';
    default:
      return 'reply';
  }
}

/** Fills rows of six columns from left to right, as the app does. */
function layOut(buttons: readonly PlacedButton[]): readonly (readonly PlacedButton[])[] {
  const rows: PlacedButton[][] = [];
  let used = MAX_COLUMNS;
  for (const button of buttons) {
    if (used + button.columns > MAX_COLUMNS) {
      rows.push([]);
      used = 0;
    }
    rows.at(-1)?.push(button);
    used += button.columns;
  }
  return rows;
}

/** A button's text may carry a little HTML, which the app draws and a reader does not see. */
export function plainText(html: string): string {
  return html
    .replace(/<br\s*\/?>/gi, ' ')
    .replace(/<[^>]*>/g, '')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, '&')
    .trim();
}

function isWhole(value: unknown, max: number): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= max;
}

function refused(why: string): ReadKeyboard {
  return { kind: 'refused', why: `keyboard is not valid. [${why}]` };
}

function fails(why: string): ReadKeyboard {
  return { kind: 'fails', why: `keyboard is not valid. ${why}` };
}
