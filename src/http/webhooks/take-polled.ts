import type { Receiver } from '../../messaging/messenger.ts';
import type { WebhookDeps } from './webhook.ts';

/**
 * Takes an update that was asked for, where there is no webhook: the same intake. True once it is committed, or can
 * never be handled.
 */
export async function takePolled(deps: WebhookDeps, receiver: Receiver, body: Buffer): Promise<boolean> {
  const parsed = receiver.parse(body);
  if (parsed.kind === 'ignored') return true;
  if (parsed.kind === 'unknown') return deps.keepUnknown(receiver, parsed, body);
  const { kind } = await deps.take(parsed.incoming);
  return kind === 'taken' || kind === 'repeated';
}
