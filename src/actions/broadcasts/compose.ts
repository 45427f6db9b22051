import type { BroadcastContent } from '../../domain/broadcasts.ts';
import { DEFAULT_LANGUAGE, type Language } from '../../domain/languages.ts';
import { readRichText } from '../../domain/rich-text.ts';
import { startButtonId } from '../../domain/surveys/limits.ts';
import type { Outgoing } from '../../messaging/outgoing.ts';

/** What a person is sent of a broadcast, in their language. */
export function composeBroadcast(content: BroadcastContent, language: Language | null): Outgoing {
  const speak = language ?? DEFAULT_LANGUAGE;
  const { text, marks } = readRichText(content.text[speak].trim());
  const { picture, link, survey } = content;
  return {
    text,
    marks,
    ...(picture === null ? {} : { picture: picture[speak] }),
    ...(link === null ? {} : { link: { label: link.label[speak], url: link.url } }),
    ...(survey === null ? {} : { options: [[{ id: startButtonId(survey.id), label: survey.label[speak] }]] }),
  };
}
