import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { TakeResult } from '../../actions/intake.ts';
import type { Incoming, Parsed } from '../../messaging/incoming.ts';
import type { Receiver } from '../../messaging/messenger.ts';

export interface WebhookDeps {
  readonly take: (incoming: Incoming) => Promise<TakeResult>;
  /** Keeps a signed update that nobody understands. False while the database is away. */
  readonly keepUnknown: (
    receiver: Receiver,
    unknown: Extract<Parsed, { kind: 'unknown' }>,
    body: Buffer,
  ) => Promise<boolean>;
}

interface WebhookOptions {
  readonly url: string;
  readonly receiver: Receiver;
  /** What can be refused on the headers alone, before anything of the body is read. */
  readonly admits: (request: FastifyRequest) => boolean;
  /** Where the body takes part in the proof. */
  readonly verifies: 'headers' | 'body';
}

/** How long a messenger is asked to wait, in seconds. */
const RETRY_AFTER = { unavailable: 5, flood: 3 } as const;

export const MAX_BODY_BYTES = 1024 * 1024;

/**
 * A messenger's webhook: 200 once the update is in the record (or was before, or can never be handled),
 * 401 for who is not the messenger, 503 while the record is away, so that the messenger comes again.
 */
export function webhook(
  app: FastifyInstance,
  deps: WebhookDeps,
  { url, receiver, admits, verifies }: WebhookOptions,
): void {
  app.post(
    url,
    {
      bodyLimit: MAX_BODY_BYTES,
      onRequest: (request, reply, done) => {
        if (admits(request)) done();
        else void reply.code(401).send();
      },
    },
    async (request, reply) => {
      const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
      if (verifies === 'body' && !receiver.verify(request.headers, body)) return reply.code(401).send();
      const parsed = receiver.parse(body);
      switch (parsed.kind) {
        case 'ignored':
          return reply.send();
        case 'unknown':
          return (await deps.keepUnknown(receiver, parsed, body)) ? reply.send() : later(reply, 503, 'unavailable');
        case 'incoming':
          return answer(reply, receiver, await deps.take(parsed.incoming));
      }
    },
  );
}

function answer(reply: FastifyReply, receiver: Receiver, result: TakeResult): FastifyReply {
  switch (result.kind) {
    case 'taken':
      return result.inline === undefined ? reply.send() : reply.send(receiver.inlineReply?.(result.inline));
    case 'repeated':
      return reply.send();
    case 'unavailable':
      return later(reply, 503, 'unavailable');
    case 'flood':
      return later(reply, 429, 'flood');
  }
}

function later(reply: FastifyReply, code: 503 | 429, why: keyof typeof RETRY_AFTER): FastifyReply {
  return reply.code(code).header('retry-after', RETRY_AFTER[why]).send();
}
