import fastify from 'fastify';
import { createTelegramStandIn, type TelegramStandIn, type TelegramStandInOptions } from './telegram-server.ts';
import { createViberStandIn, type ViberStandIn, type ViberStandInOptions } from './viber-server.ts';

export interface StandInsOptions {
  /** 0 or unset: any free one. */
  readonly port?: number;
  readonly telegram?: Partial<TelegramStandInOptions>;
  readonly viber?: Partial<ViberStandInOptions>;
}

export interface StandIns {
  readonly telegram: TelegramStandIn;
  readonly viber: ViberStandIn;
  /** `TELEGRAM_API_ROOT` for this Telegram. */
  readonly telegramRoot: string;
  /** `VIBER_API_ROOT` for this Viber. */
  readonly viberRoot: string;
  close(): Promise<void>;
}

/** Both messengers on a loopback server of their own, for tests, simulation and benchmarks. */
export async function startStandIns(options: StandInsOptions = {}): Promise<StandIns> {
  const telegram = createTelegramStandIn({ token: '700000001:stand-in-telegram-token', ...options.telegram });
  const viber = createViberStandIn({ token: '4453b6ac12345678-stand-in-viber-token', ...options.viber });
  const app = fastify({ forceCloseConnections: true });
  await app.register(telegram.routes, { prefix: '/telegram' });
  await app.register(viber.routes, { prefix: '/viber/pa' });
  const address = await app.listen({ host: '127.0.0.1', port: options.port ?? 0 });
  return {
    telegram,
    viber,
    telegramRoot: `${address}/telegram`,
    viberRoot: `${address}/viber/pa`,
    close: () => app.close(),
  };
}
