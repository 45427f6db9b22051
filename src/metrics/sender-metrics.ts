import { Counter, Histogram, type Registry } from 'prom-client';
import type { MessengerName } from '../domain/people.ts';
import type { Deliverer } from '../messaging/messenger.ts';
import type { Traced } from './tracing.ts';

/** One person's own message, or one of a broadcast. */
export type SendKind = 'reply' | 'broadcast';

export interface SenderMetrics {
  /** The same deliverer, whose requests are counted and timed. */
  measured(deliverer: Deliverer, kind: SendKind): Deliverer;
  /** The messenger told the whole bot to be silent for so long. */
  paused(messenger: MessengerName, seconds: number): void;
}

/** Numbers of the sender, in the registry of its process. */
export function createSenderMetrics(registry: Registry, traced: Traced = (_name, work) => work): SenderMetrics {
  const registers = [registry];
  const sends = new Counter({
    name: 'golos_sends_total',
    help: 'Messages given to a messenger, by what it said; uncertain: nobody knows',
    labelNames: ['messenger', 'kind', 'result'],
    registers,
  });
  const duration = new Histogram({
    name: 'golos_send_seconds',
    help: 'One request to a messenger',
    labelNames: ['messenger', 'kind'],
    buckets: [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15],
    registers,
  });
  const silence = new Counter({
    name: 'golos_send_silence_seconds_total',
    help: 'Silence that a messenger has asked for',
    labelNames: ['messenger'],
    registers,
  });
  return {
    measured(deliverer, kind) {
      const { name: messenger, broadcast } = deliverer;
      // One that never sends has a zero, which an alert sees, not nothing.
      sends.inc({ messenger, kind, result: 'sent' }, 0);
      const send = traced('send', deliverer.send.bind(deliverer));
      const toMany = broadcast && traced('send', broadcast.send.bind(broadcast));
      const timed = async <T>(request: () => Promise<T>): Promise<T> => {
        const answered = duration.startTimer({ messenger, kind });
        const sent = await request();
        answered();
        return sent;
      };
      return {
        name: messenger,
        async send(address, message, signal) {
          const sent = await timed(() => send(address, message, signal));
          sends.inc({ messenger, kind, result: sent.ok ? 'sent' : sent.error.next });
          return sent;
        },
        deleteMessages: (address, ids, signal) => deliverer.deleteMessages(address, ids, signal),
        ...(broadcast !== undefined &&
          toMany !== undefined && {
            broadcast: {
              most: broadcast.most,
              async send(addresses, message, signal) {
                const sent = await timed(() => toMany(addresses, message, signal));
                if (sent.kind === 'failed') sends.inc({ messenger, kind, result: sent.error.next }, addresses.length);
                if (sent.kind === 'sent') {
                  sends.inc({ messenger, kind, result: 'sent' }, addresses.length - sent.failed.size);
                  for (const error of sent.failed.values()) sends.inc({ messenger, kind, result: error.next });
                }
                return sent;
              },
            },
          }),
      };
    },
    paused: (messenger, seconds) => silence.inc({ messenger }, seconds),
  };
}
