import type { Visitor } from './console.ts';

/** The seal that the buttons of a proposal's page carry: what was read is what is decided. */
export function sealOf(html: string): string {
  return /name="seen" value="([0-9a-f]{64})"/.exec(html)?.[1] ?? '';
}

/** Opens a proposal's page and lets it through, as its button does. */
export async function approve(by: Visitor, proposal: string) {
  const seen = sealOf((await by.get(proposal)).body);
  return by.post(`${proposal}/decide`, { decision: 'approved', seen });
}
