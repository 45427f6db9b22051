import { validateHeaderValue } from 'node:http';
import type { FastifyReply } from 'fastify';

/**
 * Takes back headers that cannot be sent, such as one with a line break that somebody wished for. Before a failure is
 * answered: the answer would fail by the same header, and that ends the process.
 */
export function dropBrokenHeaders(reply: FastifyReply): void {
  for (const [name, value] of Object.entries(reply.getHeaders())) {
    try {
      for (const one of [value].flat()) validateHeaderValue(name, `${one}`);
    } catch {
      reply.removeHeader(name);
    }
  }
}
