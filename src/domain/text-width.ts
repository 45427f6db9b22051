/** How wide a text is, in pixels: by the average letters of DejaVu Sans, a wide font, so that nothing is too long. */
export function textWidth(text: string, size: number): number {
  let ems = 0;
  for (const letter of text) {
    if (/[\s.,:;'’|!ijlІіt()-]/.test(letter)) ems += 0.36;
    else if (/[ЖМШЩЮФЫжмшщюфыmwMW%@—]/.test(letter)) ems += 0.9;
    else if (/\p{Lu}/u.test(letter)) ems += 0.72;
    else ems += 0.61;
  }
  return ems * size;
}

/** Breaks a text between words into lines of at most so many pixels; the last of `most` lines ends with an ellipsis. */
export function wrapped(text: string, size: number, width: number, most: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/)) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && textWidth(longer, size) > width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  if (line !== '') lines.push(line);
  if (lines.length <= most) return lines.map((one) => cut(one, size, width));
  return [...lines.slice(0, most - 1), cut(lines.slice(most - 1).join(' '), size, width)];
}

function cut(line: string, size: number, width: number): string {
  if (textWidth(line, size) <= width) return line;
  let short = line;
  while (short.length > 1 && textWidth(`${short}…`, size) > width) short = short.slice(0, -1);
  return `${short.trimEnd()}…`;
}
