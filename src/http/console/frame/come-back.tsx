import type { FastifyReply } from 'fastify';
import { renderToString } from 'preact-render-to-string';
import type { Frame } from './layout.tsx';

/** A page that asks for an address again at once: as a request of our own site, it carries the cookie. */
export function sendComeBack(reply: FastifyReply, url: string, { language, t }: Pick<Frame, 'language' | 't'>): void {
  const html = renderToString(
    <html lang={language}>
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="refresh" content={`0; url=${url}`} />
        <title>Golos</title>
      </head>
      <body>
        <a href={url}>{t('console-go-on')}</a>
      </body>
    </html>,
  );
  void reply.type('text/html; charset=utf-8').header('cache-control', 'no-store').send(`<!doctype html>${html}`);
}
