import type { TextKey } from './keys.ts';

/** Values that go into a text. Numbers are formatted for the language, and decide plural forms. */
export type TextArguments = Readonly<Record<string, string | number>>;

/** The text of a key in one language. */
export type Translate = (key: TextKey, args?: TextArguments) => string;
