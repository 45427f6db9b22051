import type { ComponentChildren, VNode } from 'preact';
import type { Translate } from '../../../i18n/translate.ts';
import { Form } from '../ui/forms.tsx';
import { EmptyState } from '../ui/messages.tsx';
import { Key } from './item-view.tsx';
import { OTHER_PHOTO_KEY, TOOL_KEYS, UNDO_KEY } from './keys.ts';
import { Shortcuts } from './shortcuts.tsx';

/** What stays while items come and go: the line that says what happened, undo, and the keys. */
export function DeskFrame(props: {
  readonly t: Translate;
  readonly csrf: string;
  readonly mode: 'desk' | 'practice';
  readonly undoMs: number;
  readonly children: ComponentChildren;
}): VNode {
  const { t, csrf, mode, undoMs, children } = props;
  return (
    <>
      <link rel="stylesheet" href="/assets/review.css" />
      <div
        class="review"
        data-review={mode}
        data-next="/console/review/next"
        data-answer="/console/review/answer"
        data-undo="/console/review/undo"
        data-undo-ms={undoMs}
        data-tools={JSON.stringify(TOOL_KEYS)}
        data-other-photo={OTHER_PHOTO_KEY}
        data-taken={t('review-taken', { reading: '…' })}
        data-away={t('review-away')}
        data-failed={t('review-failed')}
      >
        <div data-place>{children}</div>
        <div class="review-bar">
          <p class="review-said" role="status" data-said />
          {mode === 'desk' && (
            <>
              <button
                type="button"
                class="small secondary"
                data-take-back
                data-key={UNDO_KEY}
                aria-keyshortcuts={UNDO_KEY}
                hidden
              >
                <Key name={UNDO_KEY} /> {t('review-undo')}
              </button>
              <Form action="/console/review/stop" csrf={csrf}>
                <button type="submit" class="quiet">
                  {t('review-stop')}
                </button>
              </Form>
            </>
          )}
        </div>
        <Shortcuts t={t} />
        <template data-loading>
          <div class="review-loading" role="status" aria-busy="true">
            {t('review-loading')}
          </div>
        </template>
        <template data-lapsed>
          <EmptyState
            title={t('review-lapsed')}
            text={t('review-lapsed-text')}
            action={<button type="button">{t('review-go-on')}</button>}
          />
        </template>
      </div>
    </>
  );
}
