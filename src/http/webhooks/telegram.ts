import type { FastifyInstance } from 'fastify';
import type { Receiver } from '../../messaging/messenger.ts';
import { type WebhookDeps, webhook } from './webhook.ts';

/** `POST /webhooks/telegram`: the secret is a header, so a stranger is turned away before the body is read. */
export function telegramWebhook(app: FastifyInstance, deps: WebhookDeps, receiver: Receiver): void {
  const nothing = Buffer.alloc(0);
  webhook(app, deps, {
    url: '/webhooks/telegram',
    receiver,
    verifies: 'headers',
    admits: (request) => receiver.verify(request.headers, nothing),
  });
}
