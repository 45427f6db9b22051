import type { Config } from './config.ts';

export interface MessengerAccess {
  readonly token: string;
  readonly apiRoot: string;
}

export interface Messengers {
  readonly telegram?: MessengerAccess;
  readonly viber?: MessengerAccess & { readonly botName: string };
  /** No bot token is set: the stand-ins of this machine take the messengers' place. */
  readonly playground: boolean;
}

/** Tokens of the playground's stand-ins. They open nothing. */
const PLAYGROUND_TELEGRAM_TOKEN = '1000000000:playground-playground-playgr';
const PLAYGROUND_VIBER_TOKEN = 'playground-playground-playground';

/** Which messengers this installation talks to. Without any token it talks to itself. */
export function messengersOf(config: Config): Messengers {
  const { telegram, viber } = config;
  if (telegram.token === undefined && viber.token === undefined) {
    const here = `http://127.0.0.1:${config.port}/playground`;
    return {
      playground: true,
      telegram: { token: PLAYGROUND_TELEGRAM_TOKEN, apiRoot: `${here}/telegram` },
      viber: { token: PLAYGROUND_VIBER_TOKEN, apiRoot: `${here}/viber/pa`, botName: viber.botName },
    };
  }
  return {
    playground: false,
    ...(telegram.token === undefined ? {} : { telegram: { token: telegram.token, apiRoot: telegram.apiRoot } }),
    ...(viber.token === undefined
      ? {}
      : { viber: { token: viber.token, apiRoot: viber.apiRoot, botName: viber.botName } }),
  };
}
