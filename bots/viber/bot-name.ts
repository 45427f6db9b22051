import { httpClient } from '../../src/messaging/http-client.ts';
import { callViber, type ViberAccess } from './api.ts';

/**
 * The bot's URI, for links such as `viber://pa?chatURI=<uri>&context=…`; undefined while Viber does not answer.
 * https://developers.viber.com/docs/api/rest-bot-api/#get-account-info
 */
export async function viberBotName(
  { authToken, apiRoot, http = httpClient() }: Omit<ViberAccess, 'http'> & Partial<Pick<ViberAccess, 'http'>>,
  signal: AbortSignal,
): Promise<string | undefined> {
  const called = await callViber({ authToken, apiRoot, http }, 'get_account_info', {}, signal);
  return called.ok && /^[\w.-]{1,64}$/.test(called.answer.uri ?? '') ? called.answer.uri : undefined;
}
