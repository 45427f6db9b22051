import type { FastifyInstance, FastifyPluginAsync } from 'fastify';
import { type PlaygroundOptions, playgroundRoutes } from './playground.ts';
import { createTelegramStandIn, type TelegramStandIn } from './telegram-server.ts';
import { createViberStandIn, type ViberStandIn } from './viber-server.ts';

export type { Place } from './page/places.ts';
export type { PlaygroundOptions, SampleBallot } from './playground.ts';

export interface CreatePlaygroundOptions extends PlaygroundOptions {
  /** Where everything is mounted: `/playground` unless told. */
  readonly publicPath?: string;
}

/**
 * One plugin with all of the playground: the page at `publicPath`, Telegram's API root at
 * `<publicPath>/telegram`, Viber's at `<publicPath>/viber/pa`.
 */
export function createPlayground({
  publicPath = '/playground',
  ...options
}: CreatePlaygroundOptions): FastifyPluginAsync {
  return async (app) => {
    await app.register(options.telegram.routes, { prefix: `${publicPath}/telegram` });
    await app.register(options.viber.routes, { prefix: `${publicPath}/viber/pa` });
    await app.register(playgroundRoutes(options), { prefix: publicPath });
  };
}

export interface MountPlaygroundOptions extends Omit<CreatePlaygroundOptions, 'telegram' | 'viber'> {
  readonly telegramToken: string;
  readonly viberToken: string;
}

/** Makes both stand-ins and mounts everything. They end with `app`. */
export async function mountPlayground(
  app: FastifyInstance,
  { telegramToken, viberToken, ...options }: MountPlaygroundOptions,
): Promise<{ readonly telegram: TelegramStandIn; readonly viber: ViberStandIn }> {
  const telegram = createTelegramStandIn({ token: telegramToken });
  const viber = createViberStandIn({ token: viberToken });
  await app.register(createPlayground({ ...options, telegram, viber }));
  return { telegram, viber };
}
