import type { ComponentChildren, VNode } from 'preact';
import type { Language } from '../../../domain/languages.ts';
import { SHEET_PROBLEMS, type SheetProblem } from '../../../domain/protocols/entries.ts';
import { type FormField, isChoiceField } from '../../../domain/protocols/fields.ts';
import type { Translate } from '../../../i18n/translate.ts';
import { Key } from '../review/item-view.tsx';
import { OTHER_PHOTO_KEY, TOOL_KEYS } from '../review/keys.ts';
import { Form } from '../ui/forms.tsx';
import { fieldName } from './field-name.ts';
import { SheetPhotos } from './sheet-photos.tsx';

/** The keys that lead to the buttons for a sheet that cannot be typed in. Not choices' digits: those are typed. */
export const PROBLEM_KEYS: Readonly<Record<SheetProblem, string>> = {
  unreadable: 'u',
  'not-a-protocol': 'n',
  'other-station': 's',
  'other-election': 'o',
};

export interface SheetFormProps {
  readonly t: Translate;
  readonly language: Language;
  readonly csrf: string;
  readonly protocolId: string;
  readonly photos: number;
  readonly fields: readonly FormField[];
  /** Where it is sent; what is typed so far is checked at `checks`. */
  readonly action: string;
  readonly checks: string;
  readonly values: (fieldId: string) => string;
  /** Fields whose text is no number. */
  readonly wrong?: readonly string[];
  readonly flags: ComponentChildren;
  /** What reviewers typed for a field, where somebody may see that. */
  readonly beside?: (fieldId: string) => VNode | undefined;
  readonly save: string;
  /** Further buttons at the end. */
  readonly children?: ComponentChildren;
}

/** A sheet to be typed in: its photos beside its fields, in the order of the paper. */
export function SheetForm(props: SheetFormProps): VNode {
  const { t, protocolId, photos, action, csrf, checks, flags, save, children } = props;
  return (
    <div class="review sheet" data-sheet data-tools={JSON.stringify(TOOL_KEYS)} data-other-photo={OTHER_PHOTO_KEY}>
      <SheetPhotos t={t} protocolId={protocolId} photos={photos} />
      <Form action={action} csrf={csrf} class="sheet-form">
        <input type="hidden" name="protocol" value={protocolId} />
        <div
          class="sheet-fields"
          hx-post={checks}
          hx-trigger="input delay:200ms"
          hx-target="#sheet-flags"
          hx-sync="this:replace"
        >
          {props.fields.map((field, at) => (
            <NumberField key={field.id} {...props} field={field} first={at === 0} />
          ))}
        </div>
        <div id="sheet-flags" role="status">
          {flags}
        </div>
        <div class="actions">
          <button type="submit" name="answer" value="numbers" data-save>
            {save}
          </button>
          {children}
        </div>
        <Problems t={t} />
      </Form>
    </div>
  );
}

function NumberField(props: SheetFormProps & { readonly field: FormField; readonly first: boolean }): VNode {
  const { t, language, field, first, values, wrong = [], beside } = props;
  const id = `n-${field.id.replace(':', '-')}`;
  const isWrong = wrong.includes(field.id);
  const others = beside?.(field.id);
  return (
    <div class={isChoiceField(field.id) ? 'sheet-field choice-field' : 'sheet-field'}>
      <label for={id}>{fieldName(t, language, field)}</label>
      <input
        id={id}
        name={`n:${field.id}`}
        value={values(field.id)}
        inputMode="numeric"
        autocomplete="off"
        maxLength={16}
        // The first field of the paper is where typing begins.
        {...(first && { autofocus: true })}
        {...(isWrong && { 'aria-invalid': true as const, 'aria-describedby': `${id}-wrong` })}
      />
      {isWrong && (
        <small class="error" id={`${id}-wrong`}>
          {t('protocols-no-number')}
        </small>
      )}
      {others}
    </div>
  );
}

function Problems({ t }: { readonly t: Translate }): VNode {
  return (
    <fieldset class="sheet-problems">
      <legend>{t('protocols-problem')}</legend>
      {SHEET_PROBLEMS.map((problem) => (
        <button
          key={problem}
          type="submit"
          name="answer"
          value={problem}
          class="small secondary"
          data-key={PROBLEM_KEYS[problem]}
          aria-keyshortcuts={PROBLEM_KEYS[problem]}
        >
          <Key name={PROBLEM_KEYS[problem]} /> {t(`protocols-problem-${problem}`)}
        </button>
      ))}
    </fieldset>
  );
}

/** What the keys do while a sheet is typed. */
export function SheetKeys({ t }: { readonly t: Translate }): VNode {
  const keys = [
    ['Enter', t('protocols-key-enter')],
    ['↑ ↓', t('protocols-key-arrows')],
    [TOOL_KEYS.in, t('review-tool-in')],
    [TOOL_KEYS.out, t('review-tool-out')],
    [TOOL_KEYS.turn, t('review-tool-turn')],
    [TOOL_KEYS.darker, t('review-tool-darker')],
    [TOOL_KEYS.brighter, t('review-tool-brighter')],
    [TOOL_KEYS.whole, t('review-tool-whole')],
    [OTHER_PHOTO_KEY, t('protocols-key-photo')],
    ['Shift + ↑ ↓ ← →', t('protocols-key-move')],
  ] as const;
  return (
    <details class="review-keys sheet-keys">
      <summary>{t('protocols-keys')}</summary>
      <dl class="review-key-list">
        {keys.map(([key, does]) => (
          <div key={key}>
            <dt>
              <Key name={key} />
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <p>{t('protocols-keys-note')}</p>
    </details>
  );
}
