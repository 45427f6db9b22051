import type { VNode } from 'preact';
import type { Translate } from '../../../i18n/translate.ts';
import type { BroadcastRow } from '../../../storage/broadcasts.ts';
import { Badge } from '../ui/messages.tsx';

const TONES = {
  draft: 'neutral',
  proposed: 'warning',
  scheduled: 'warning',
  fixing: 'good',
  running: 'good',
  paused: 'warning',
  cancelled: 'bad',
  finished: 'neutral',
} as const;

/** Where a broadcast stands. */
export function StateBadge({ t, row }: { readonly t: Translate; readonly row: Pick<BroadcastRow, 'state'> }): VNode {
  return <Badge tone={TONES[row.state]}>{t(`broadcasts-state-${row.state}`)}</Badge>;
}
