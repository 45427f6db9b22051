import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ReadyPage } from './page-cache.ts';

/** What is published anew is on the screen after so long at the latest, and the second in which it is read. */
const FRESH_SECONDS = 3;

/** Sends a page; what nobody has changed is not sent again. */
export function sendReadyPage(
  { headers, query }: Pick<FastifyRequest, 'headers'> & { readonly query: { readonly lang?: string } },
  reply: FastifyReply,
  page: ReadyPage,
): FastifyReply {
  void reply
    .code(page.status)
    .type('text/html; charset=utf-8')
    .header('etag', page.etag)
    .header('cache-control', page.status === 200 ? `public, max-age=${FRESH_SECONDS}` : 'no-cache')
    .header('vary', query.lang === undefined ? 'accept-language, accept-encoding' : 'accept-encoding');
  if (page.status === 200 && headers['if-none-match'] === page.etag) return reply.code(304).send();
  if (/\bgzip\b/.test(`${headers['accept-encoding'] ?? ''}`))
    return reply.header('content-encoding', 'gzip').send(page.packed);
  return reply.send(page.body);
}
