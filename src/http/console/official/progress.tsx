import type { VNode } from 'preact';
import type { Translate } from '../../../i18n/translate.ts';
import type { OfficialUpload } from '../../../storage/official-uploads.ts';
import type { ConsoleReply, ConsoleRequest } from '../route.ts';
import { ProgressBar } from '../ui/data.tsx';
import { Notice } from '../ui/messages.tsx';
import type { OfficialPagesDeps } from './deps.ts';

/** How far the worker is; asks again by itself until it is done, and then for the whole page. */
export function ProgressView({ t, upload }: { readonly t: Translate; readonly upload: OfficialUpload }): VNode {
  const { id, state, bytesRead, size } = upload;
  const page = `/console/official/uploads/${id}`;
  const percent = Math.min(100, Math.floor((bytesRead * 100) / Math.max(size, 1)));
  if (state !== 'checking' && state !== 'importing') {
    return (
      <div hx-get={page} hx-trigger="load" hx-target="main" hx-select="main" hx-swap="outerHTML">
        <a href={page}>{t('official-look-again')}</a>
      </div>
    );
  }
  const text = bytesRead >= size ? t('official-progress-writing') : t('official-progress-read', { percent });
  return (
    <div hx-get={`${page}/progress`} hx-trigger="load delay:700ms" hx-swap="outerHTML" role="status">
      <Notice title={t(`official-state-${state}`)}>
        <ProgressBar label={t(`official-state-${state}`)} value={bytesRead} max={size} />
        <p>{text}</p>
        <a href={page}>{t('official-look-again')}</a>
      </Notice>
    </div>
  );
}

export async function progress(
  _deps: OfficialPagesDeps,
  { t }: ConsoleRequest,
  upload: OfficialUpload,
): Promise<ConsoleReply> {
  return { kind: 'fragment', body: <ProgressView t={t} upload={upload} /> };
}
