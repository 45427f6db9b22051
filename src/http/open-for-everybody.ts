import type { FastifyReply } from 'fastify';

/** Lets any page anywhere read an answer: what is published is for everybody. */
export function openForEverybody(reply: FastifyReply): void {
  void reply.header('access-control-allow-origin', '*').header('cross-origin-resource-policy', 'cross-origin');
}
