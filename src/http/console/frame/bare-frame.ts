import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Catalogues } from '../../../i18n/catalogues.ts';
import { pageLanguage } from '../../language.ts';
import { queryValues } from './form.ts';
import type { Frame } from './layout.tsx';
import { headerOf, pathOf, searchOf } from './request.ts';
import { sendProblem } from './send.tsx';

/** After so many seconds it is worth trying again. */
const AWAY_SECONDS = '5';

/** A frame for whoever it is: it asks neither record nor session. */
export function bareFrame(request: FastifyRequest, catalogues: Catalogues): Frame {
  const language = pageLanguage(queryValues(request.url).get('lang'), headerOf(request, 'accept-language'));
  return {
    organizer: undefined,
    language,
    t: catalogues.translator(language),
    csrf: '',
    isHtmx: headerOf(request, 'hx-request') === 'true',
    path: pathOf(request),
    search: searchOf(request),
    navigation: [],
    startPage: '/console',
    badges: new Map(),
    flash: undefined,
  };
}

/**
 * Says that the record is away. Nothing in it may depend on who asks: somebody who was made to sign in is sent the same,
 * byte for byte, while it is not.
 */
export function sendAway(request: FastifyRequest, reply: FastifyReply, catalogues: Catalogues): FastifyReply {
  const frame = bareFrame(request, catalogues);
  void reply.header('retry-after', AWAY_SECONDS);
  return sendProblem(reply, { status: 503, message: frame.t('console-problem-away') }, frame);
}
