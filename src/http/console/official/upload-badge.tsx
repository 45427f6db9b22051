import type { VNode } from 'preact';
import type { UploadState } from '../../../domain/official/uploads.ts';
import type { Translate } from '../../../i18n/translate.ts';
import { Badge, type Tone } from '../ui/messages.tsx';

const TONES: Readonly<Record<UploadState, Tone>> = {
  uploaded: 'neutral',
  checking: 'neutral',
  checked: 'good',
  importing: 'neutral',
  imported: 'good',
  refused: 'warning',
  failed: 'bad',
};

/** Where an upload is, in a word. */
export function UploadBadge({ t, state }: { readonly t: Translate; readonly state: UploadState }): VNode {
  return <Badge tone={TONES[state]}>{t(`official-state-${state}`)}</Badge>;
}
