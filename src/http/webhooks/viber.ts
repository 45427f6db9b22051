import type { FastifyInstance } from 'fastify';
import type { Receiver } from '../../messaging/messenger.ts';
import { type WebhookDeps, webhook } from './webhook.ts';

/** `POST /webhooks/viber`: the signature is over the body; without one the body is not read. */
export function viberWebhook(app: FastifyInstance, deps: WebhookDeps, receiver: Receiver): void {
  webhook(app, deps, {
    url: '/webhooks/viber',
    receiver,
    verifies: 'body',
    admits: (request) => request.headers['x-viber-content-signature'] !== undefined,
  });
}
