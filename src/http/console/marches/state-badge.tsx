import type { VNode } from 'preact';
import type { MarchState } from '../../../domain/marches/march.ts';
import type { Translate } from '../../../i18n/translate.ts';
import { Badge } from '../ui/messages.tsx';

const TONES = { draft: 'neutral', scheduled: 'warning', open: 'good', closing: 'warning', closed: 'neutral' } as const;

/** Where a march stands. */
export function StateBadge({ t, state }: { readonly t: Translate; readonly state: MarchState }): VNode {
  return <Badge tone={TONES[state]}>{t(`marches-state-${state}`)}</Badge>;
}
