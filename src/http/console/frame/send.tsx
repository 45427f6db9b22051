import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { ConsoleReply } from '../route.ts';
import { Problem } from '../ui/messages.tsx';
import { type Frame, Layout } from './layout.tsx';

/** What only the running server knows about streams. */
export interface Streams {
  open(events: Extract<ConsoleReply, { kind: 'stream' }>['events']): Readable;
}

/** Writes what a route replied. */
export function sendReply(reply: FastifyReply, result: ConsoleReply, frame: Frame, streams: Streams): FastifyReply {
  switch (result.kind) {
    case 'page':
      return sendHtml(reply, result.status ?? 200, <Layout frame={frame} page={result} />, true);
    case 'fragment':
      return sendHtml(reply, result.status ?? 200, result.body, false);
    case 'redirect':
      // htmx follows a redirect inside the page; a whole new page is what was meant.
      if (frame.isHtmx) return reply.code(204).header('hx-redirect', result.to).send();
      return reply.redirect(result.to, 303);
    case 'problem':
      return sendProblem(reply, result, frame);
    case 'file': {
      const how = result.inline === true ? 'inline' : 'attachment';
      const name = `filename*=UTF-8''${encodeURIComponent(result.name)}`;
      // What somebody sees or takes away here is kept by no cache on its way.
      void reply.header('cache-control', 'no-store');
      void reply.type(result.mediaType).header('content-disposition', `${how}; ${name}`);
      return reply.send(Buffer.isBuffer(result.bytes) ? result.bytes : Readable.from(result.bytes));
    }
    case 'stream':
      void reply.type('text/event-stream; charset=utf-8').header('x-accel-buffering', 'no');
      return reply.send(streams.open(result.events));
  }
}

/** A page that says what is wrong; for htmx only its box. `again` is the form that could not be taken. */
export function sendProblem(
  reply: FastifyReply,
  { status, message, again }: { readonly status: number; readonly message: string; readonly again?: VNode | undefined },
  frame: Frame,
): FastifyReply {
  const { t, organizer } = frame;
  if (frame.isHtmx) return sendHtml(reply, status, <Problem text={message} />, false);
  const body = (
    <>
      <p class="lead">{message}</p>
      {again ?? (
        <p>
          {organizer === undefined ? (
            <a class="button" href="/console/sign-in">
              {t('console-sign-in')}
            </a>
          ) : (
            <a class="button secondary" href={frame.startPage}>
              {t('console-problem-start')}
            </a>
          )}
        </p>
      )}
    </>
  );
  const title = t(status === 404 ? 'console-problem-404' : status === 403 ? 'console-problem-403' : 'console-problem');
  return sendHtml(reply, status, <Layout frame={frame} page={{ kind: 'page', title, body }} />, true);
}

function sendHtml(reply: FastifyReply, status: number, body: VNode, whole: boolean): FastifyReply {
  const html = renderToString(body);
  return reply
    .code(status)
    .type('text/html; charset=utf-8')
    .header('cache-control', 'no-store')
    .send(whole ? `<!doctype html>${html}` : html);
}
