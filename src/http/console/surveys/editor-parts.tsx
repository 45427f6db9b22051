import type { ComponentChildren, VNode } from 'preact';
import type { Translate } from '../../../i18n/translate.ts';
import type { SurveyDraft } from './draft.ts';
import type { FieldErrors } from './places.ts';

/** What every part of the editor shows. */
export interface EditorView {
  readonly t: Translate;
  readonly draft: SurveyDraft;
  readonly errors: FieldErrors;
  /** The id of the element to go on with. */
  readonly focus: string | undefined;
  /** Whether only words may still be changed. */
  readonly frozen: boolean;
}

/** Sends the form again when a list changes, so that the page shows what belongs to the new choice. */
export const RENEW = {
  'hx-post': '',
  'hx-trigger': 'change',
  'hx-target': '#survey-editor',
  'hx-swap': 'outerHTML',
  'hx-include': 'closest form',
  'hx-vals': '{"do":"refresh"}',
} as const;

/** A small button with a sign, which says in words what it does. */
export function Tool(props: {
  readonly press: string;
  readonly label: string;
  readonly sign: ComponentChildren;
  readonly id?: string;
  readonly off?: boolean;
  readonly focus?: string | undefined;
}): VNode {
  const { press, label, sign, id, off = false, focus } = props;
  return (
    <button
      type="submit"
      class="tool"
      name="do"
      value={press}
      id={id}
      title={label}
      aria-label={label}
      // Not `disabled`: it would lose the focus while a question is moved.
      aria-disabled={off ? 'true' : undefined}
      autofocus={id !== undefined && id === focus}
    >
      <span aria-hidden="true">{sign}</span>
    </button>
  );
}

/** A button that adds something: `what` names it among all that can be added. */
export function AddButton(props: {
  readonly what: readonly [list: 'question' | 'option' | 'branch', to: string | number];
  readonly label: string;
  readonly focus: string | undefined;
}): VNode {
  const [list, to] = props.what;
  const id = `add-${list}-${to}`;
  return (
    <button
      type="submit"
      name="do"
      value={`add-${list}:${to}`}
      id={id}
      class="secondary outline small"
      autofocus={props.focus === id}
    >
      + {props.label}
    </button>
  );
}

/** A sheet in front of another: no font can be counted on to have it. */
export function TwoSheets(): VNode {
  return (
    <svg
      viewBox="0 0 16 16"
      width="16"
      height="16"
      fill="none"
      stroke="currentColor"
      stroke-width="1.4"
      aria-hidden="true"
    >
      <rect x="5.5" y="5.5" width="8" height="8" rx="1.5" />
      <path d="M10.5 3.5v-.5A1.5 1.5 0 0 0 9 1.5H3.5A1.5 1.5 0 0 0 2 3v5.5A1.5 1.5 0 0 0 3.5 10H4" />
    </svg>
  );
}

/** What is wrong with something that has no field of its own. */
export function ErrorAt({
  errors,
  places,
}: {
  readonly errors: FieldErrors;
  readonly places: readonly string[];
}): VNode {
  const texts = [...new Set(places.flatMap((place) => errors.at(place) ?? []))];
  return (
    <>
      {texts.map((text) => (
        <small key={text} class="error">
          {text}
        </small>
      ))}
    </>
  );
}

/** Without JavaScript a list changes nothing by itself. */
export function ShowFields({ t }: { readonly t: Translate }): VNode {
  return (
    <button type="submit" name="do" value="refresh" class="secondary outline without-script">
      {t('surveys-refresh')}
    </button>
  );
}
