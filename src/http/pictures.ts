import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Queryable } from '../storage/database.ts';
import { readPicture } from '../storage/pictures.ts';

const FILE = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.(?:png|jpg)$/;

/**
 * `/pictures/<id>.<png|jpg>`: what was made or rebuilt here for the chats, photos of the chronicle among them. An id is
 * random and its picture never changes. The ending is for Viber; the bytes tell what they are.
 */
export function pictureRoutes(app: FastifyInstance, { q }: { readonly q: Queryable }): void {
  app.get<{ Params: { file: string } }>('/pictures/:file', (request, reply) =>
    sendPicture(q, request.params.file, reply),
  );
}

/** Ten minutes in caches between us and people, no more: a photo that is withdrawn must be gone soon. */
const CACHED = 'public, max-age=600';

/** Sends a picture by its file's name, `<id>.<png|jpg>`, or says that there is none. */
export async function sendPicture(q: Queryable, file: string, reply: FastifyReply): Promise<FastifyReply> {
  const id = FILE.exec(file)?.[1];
  const picture = id === undefined ? undefined : await readPicture(q, id);
  if (picture === undefined) return reply.code(404).type('text/plain; charset=utf-8').send('No such picture\n');
  return reply
    .type(picture.mediaType)
    .header('cache-control', CACHED)
    .header('x-content-type-options', 'nosniff')
    .send(picture.bytes);
}
