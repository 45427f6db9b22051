import type { VNode } from 'preact';
import type { Translate } from '../../../i18n/translate.ts';
import { PHOTO_TOOLS, type PhotoTool, TOOL_KEYS } from './keys.ts';

/** One photo in a frame, with what can be done to see it better. The tools appear once review.js is there. */
export function PhotoView(props: { readonly t: Translate; readonly src: string; readonly label: string }): VNode {
  const { t, src, label } = props;
  return (
    <figure class="review-photo" data-photo>
      <div class="review-frame" data-frame>
        <img src={src} alt={label} draggable={false} decoding="async" />
        <div class="review-broken" data-broken hidden role="alert">
          <p>{t('review-broken')}</p>
          <button type="button" class="small secondary" data-again>
            {t('review-again')}
          </button>
        </div>
      </div>
      <figcaption>
        <span class="review-label">{label}</span>
        <span class="review-tools" role="toolbar" aria-label={t('review-tools', { photo: label })} data-tools hidden>
          {PHOTO_TOOLS.map((tool, at) => (
            <button
              key={tool}
              type="button"
              class="quiet"
              data-tool={tool}
              tabindex={at === 0 ? 0 : -1}
              aria-label={t(`review-tool-${tool}`)}
              aria-keyshortcuts={TOOL_KEYS[tool]}
              title={`${t(`review-tool-${tool}`)} (${TOOL_KEYS[tool].toUpperCase()})`}
            >
              <Icon tool={tool} />
            </button>
          ))}
        </span>
      </figcaption>
    </figure>
  );
}

/** In a square of 20 by 20, in lines of the text's own colour. */
const LINES: Readonly<Record<PhotoTool, string>> = {
  out: 'M3 9a6 6 0 1 0 12 0a6 6 0 1 0-12 0M13.5 13.5L18 18M6 9h6',
  in: 'M3 9a6 6 0 1 0 12 0a6 6 0 1 0-12 0M13.5 13.5L18 18M6 9h6M9 6v6',
  turn: 'M16 10a6 6 0 1 1-2-4.5M14 1v5h-5',
  darker: 'M15 13A6.5 6.5 0 0 1 7 5a6.5 6.5 0 1 0 8 8z',
  brighter:
    'M6.5 10a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0-7 0M10 1v3M10 16v3M1 10h3M16 10h3M3.6 3.6l2.1 2.1M14.3 14.3l2.1 2.1M3.6 16.4l2.1-2.1M14.3 5.7l2.1-2.1',
  whole: 'M2 7V2h5M13 2h5v5M18 13v5h-5M7 18H2v-5',
};

function Icon({ tool }: { readonly tool: PhotoTool }): VNode {
  return (
    <svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true" focusable="false">
      <path
        d={LINES[tool]}
        fill="none"
        stroke="currentColor"
        stroke-width="1.8"
        stroke-linecap="round"
        stroke-linejoin="round"
      />
    </svg>
  );
}
