import type { ConsoleReply, ConsoleRequest } from '../route.ts';

/** There is no such broadcast. */
export function gone({ t }: ConsoleRequest): ConsoleReply {
  return { kind: 'problem', status: 404, message: t('broadcasts-gone') };
}

/** It can no longer be edited. */
export function notADraft({ t }: ConsoleRequest, id: string): ConsoleReply {
  return { kind: 'redirect', to: `/console/broadcasts/${id}`, flash: t('broadcasts-not-a-draft') };
}
