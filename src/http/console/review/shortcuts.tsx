import type { VNode } from 'preact';
import type { Translate } from '../../../i18n/translate.ts';
import { Key } from './item-view.tsx';
import { OTHER_PHOTO_KEY, PHOTO_TOOLS, TOOL_KEYS, UNDO_KEY } from './keys.ts';

/** Every key that is not printed on a button that can be seen, and a switch for those who need their keys otherwise. */
export function Shortcuts({ t }: { readonly t: Translate }): VNode {
  return (
    <details class="review-keys" hidden>
      <summary>{t('review-keys')}</summary>
      <label class="choice">
        <input type="checkbox" data-keys checked />
        <span>{t('review-keys-on')}</span>
      </label>
      <ShortcutList t={t} />
    </details>
  );
}

/** The keys for looking, one under the other. */
export function ShortcutList({ t }: { readonly t: Translate }): VNode {
  return (
    <dl class="review-key-list">
      {PHOTO_TOOLS.map((tool) => (
        <div key={tool}>
          <dt>
            <Key name={TOOL_KEYS[tool]} />
          </dt>
          <dd>{t(`review-tool-${tool}`)}</dd>
        </div>
      ))}
      <div>
        <dt>
          <Key name={OTHER_PHOTO_KEY} />
        </dt>
        <dd>{t('review-other-photo')}</dd>
      </div>
      <div>
        <dt>
          <kbd>← ↑ ↓ →</kbd>
        </dt>
        <dd>{t('review-move')}</dd>
      </div>
      <div>
        <dt>
          <Key name={UNDO_KEY} />
        </dt>
        <dd>{t('review-undo')}</dd>
      </div>
    </dl>
  );
}
