import type { FastifyError, FastifyRequest } from 'fastify';
import type { Language } from '../../../domain/languages.ts';
import type { TextKey } from '../../../i18n/keys.ts';
import type { SessionHolder } from '../../../storage/sessions.ts';
import { pageLanguage } from '../../language.ts';
import type { Organizer } from '../route.ts';
import { queryValues } from './form.ts';

export function headerOf(request: FastifyRequest, name: string): string | undefined {
  const value = request.headers[name];
  return typeof value === 'string' ? value : value?.[0];
}

/** Below `/console`. */
export function pathOf(request: FastifyRequest): string {
  return (request.url.split('?', 1)[0] ?? '').replace(/^\/console/, '');
}

/** What stands behind the `?`. */
export function searchOf(request: FastifyRequest): string {
  const at = request.url.indexOf('?');
  return at === -1 ? '' : request.url.slice(at + 1);
}

/** Whoever is signed in has a language; a stranger asks for one, or their browser does. */
export function languageOf(request: FastifyRequest, holder: SessionHolder | undefined): Language {
  if (holder !== undefined) return holder.language;
  const asked = queryValues(request.url).get('lang') ?? request.session?.kept?.lang;
  return pageLanguage(asked, headerOf(request, 'accept-language'));
}

export function organizerOf({ id, alias, role }: SessionHolder): Organizer {
  return { id, alias, role };
}

/**
 * Whether a refused form may be handed back, to be sent once more. Only one that our own page has sent: what
 * another site made a browser send must not come back looking like ours.
 */
export function isOurForm(request: FastifyRequest): boolean {
  const type = headerOf(request, 'content-type') ?? '';
  return headerOf(request, 'sec-fetch-site') === 'same-origin' && type.startsWith('application/x-www-form-urlencoded');
}

/** What is said about a failure, other than of a record that is away. */
export function problemKey({ code }: FastifyError, status: number): TextKey {
  if (isOldPage(code)) return 'console-problem-old-page';
  if (status === 413) return 'console-problem-too-large';
  if (status === 429) return 'console-problem-too-many';
  return status < 500 ? 'console-problem-bad-request' : 'console-problem-ours';
}

/** A form without the token of this session. */
export function isOldPage(code: string | undefined): boolean {
  return code === 'FST_CSRF_INVALID_TOKEN' || code === 'FST_CSRF_MISSING_SECRET';
}
