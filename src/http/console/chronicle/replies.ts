import type { ConsoleReply, ConsoleRequest } from '../route.ts';

/** Where the pages about the chronicle are. */
export const HOME = '/console/chronicle';

/** A draft's page. */
export const hrefOf = (id: string) => `${HOME}/drafts/${id}`;

/** There is no such draft: it was published, or thrown away. */
export function gone({ t }: ConsoleRequest): ConsoleReply {
  return { kind: 'problem', status: 404, message: t('chronicle-desk-gone') };
}

/** It waits for a second person. */
export function notADraft({ t }: ConsoleRequest, id: string): ConsoleReply {
  return { kind: 'redirect', to: hrefOf(id), flash: t('chronicle-desk-not-a-draft') };
}
