import type { FastifyReply } from 'fastify';
import type { ChatChange, ShownMessage } from '../shown.ts';
import type { TelegramStandIn } from '../telegram-server.ts';
import type { ViberStandIn } from '../viber-server.ts';
import type { People } from './people.ts';

export interface LiveOptions {
  readonly telegram: TelegramStandIn;
  readonly viber: ViberStandIn;
  readonly people: People;
}

/** Which chats a browser looks at. */
export interface Watched {
  readonly telegram: string;
  readonly viber: string;
  readonly language: string;
}

/** Server-sent events: first how both chats look now, then every change. */
export interface Live {
  watch(reply: FastifyReply, watched: Watched): void;
  /** Ends all streams; browsers try again by themselves. */
  close(): void;
}

const HEARTBEAT = 15_000;
/** Milliseconds after which a browser tries again. */
const RETRY = 1_500;

export function createLive({ telegram, viber, people }: LiveOptions): Live {
  const ends = new Set<() => void>();
  return {
    watch(reply, watched) {
      const inTelegram = people.telegram(watched.telegram);
      const inViber = people.viber(watched.viber);
      const telegramId = String(inTelegram.id);
      const groupId = String(inTelegram.groupId);

      reply.hijack();
      const { raw } = reply;
      raw.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store' });
      const send = (event: string, data: unknown) => raw.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
      raw.write(`retry: ${RETRY}\n\n`);

      const inGroup = (message: ShownMessage) => ({ ...message, group: true });
      send('chat', {
        messenger: 'telegram',
        state: inTelegram.state(),
        messages: [...inTelegram.messages(), ...inTelegram.groupMessages().map(inGroup)].sort((a, b) => a.at - b.at),
        keyboard: inTelegram.keyboard(),
        commands: telegram.commands(watched.language),
        description: telegram.description(watched.language),
      });
      send('chat', {
        messenger: 'viber',
        state: inViber.state(),
        messages: inViber.messages(),
        keyboard: inViber.keyboard(),
      });

      const onTelegram = (change: ChatChange) => {
        if (change.chat === telegramId) send('change', { messenger: 'telegram', ...change });
        else if (change.chat === groupId && change.kind === 'message') {
          send('change', { messenger: 'telegram', kind: 'message', message: inGroup(change.message) });
        }
      };
      const onViber = (change: ChatChange) => {
        if (change.chat === inViber.id) send('change', { messenger: 'viber', ...change });
      };
      const stops = [telegram.onChange(onTelegram), viber.onChange(onViber)];
      const heartbeat = setInterval(() => raw.write(': still here\n\n'), HEARTBEAT);
      heartbeat.unref();
      const end = () => {
        clearInterval(heartbeat);
        for (const stop of stops) stop();
        ends.delete(end);
        raw.end();
      };
      ends.add(end);
      raw.on('close', end);
    },
    close() {
      for (const end of [...ends]) end();
    },
  };
}
