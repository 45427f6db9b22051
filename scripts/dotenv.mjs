import { readFileSync } from 'node:fs';

/**
 * Reads a file of NAME=value lines: comments with #, values bare or in quotes, `export ` allowed.
 * Node's own reader skips what it does not understand; a half-written line deserves to be told.
 *
 * @param {string} path
 * @returns {{ values: Record<string, string> } | { problem: string }} No file: no values.
 */
export function readDotenv(path) {
  let text;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    return error.code === 'ENOENT' ? { values: {} } : { problem: `${path} cannot be read (${error.code}).` };
  }
  const values = {};
  for (const [index, raw] of text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .entries()) {
    const line = raw.trim();
    if (line === '' || line.startsWith('#')) continue;
    const [, name, rest] = /^(?:export\s+)?([A-Za-z_]\w*)\s*=\s*(.*)$/.exec(line) ?? [];
    const value = rest === undefined ? undefined : parseValue(rest);
    // The line itself is not shown: it may hold half a secret.
    if (value === undefined) return { problem: `${path}, line ${index + 1}: expected NAME=value.` };
    values[name] = value;
  }
  return { values };
}

function parseValue(text) {
  const quote = text[0];
  if (quote !== '"' && quote !== "'") return text.replace(/(^|\s)#.*$/, '').trim();
  const end = text.indexOf(quote, 1);
  return end > 0 && /^\s*(#.*)?$/.test(text.slice(end + 1)) ? text.slice(1, end) : undefined;
}
