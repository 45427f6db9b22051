import type { VNode } from 'preact';
import type { Language } from '../../../domain/languages.ts';

/** A day (`YYYY-MM-DD`) in the reader's language. */
export function Day({ day, language }: { readonly day: string; readonly language: Language }): VNode {
  const text = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(day));
  return <time dateTime={day}>{text}</time>;
}
