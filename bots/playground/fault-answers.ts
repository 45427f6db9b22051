import type { ServerResponse } from 'node:http';
import type { FastifyReply } from 'fastify';

/** Answers that are not answers: what a bot meets when a messenger or the network is in trouble. */
export interface FaultAnswers {
  /** Takes the request and never answers; the connection ends with `close`. */
  neverAnswer(reply: FastifyReply): void;
  garbage(reply: FastifyReply): void;
  /** Announces the whole of `body`, sends half of it and hangs up. */
  halfBody(reply: FastifyReply, body: string): void;
  /** Hangs up without a word. */
  hangUp(reply: FastifyReply): void;
  serverError(reply: FastifyReply, status: number): void;
  close(): void;
}

export function createFaultAnswers(): FaultAnswers {
  const held = new Set<ServerResponse>();
  return {
    neverAnswer(reply) {
      reply.hijack();
      held.add(reply.raw);
      reply.raw.on('close', () => held.delete(reply.raw));
    },
    garbage(reply) {
      reply.code(200).type('application/json').send('{"ok":tru\u0000e, <html>');
    },
    halfBody(reply, body) {
      reply.hijack();
      const bytes = Buffer.from(body);
      reply.raw.writeHead(200, { 'content-type': 'application/json', 'content-length': bytes.byteLength });
      reply.raw.write(bytes.subarray(0, bytes.byteLength >> 1), () => reply.raw.destroy());
    },
    hangUp(reply) {
      reply.hijack();
      reply.raw.destroy();
    },
    serverError(reply, status) {
      reply.code(status).type('text/html').send(`<html><body><h1>${status}</h1></body></html>`);
    },
    close() {
      for (const response of held) response.destroy();
      held.clear();
    },
  };
}
