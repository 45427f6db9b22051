import type { ComponentChildren, VNode } from 'preact';
import { LANGUAGES, type Language } from '../../../domain/languages.ts';
import type { Translate } from '../../../i18n/translate.ts';

interface Labelled {
  readonly name: string;
  readonly label: string;
  /** A line under the label: what is meant, in which form. */
  readonly hint?: string | undefined;
  /** What is wrong with the value that was sent. */
  readonly error?: string | undefined;
  /** When the name is used more than once on a page. */
  readonly id?: string;
}

export interface FieldProps extends Labelled {
  readonly value?: string | number | undefined;
  readonly type?: 'text' | 'number' | 'date' | 'time' | 'datetime-local' | 'url' | 'search' | 'file';
  readonly required?: boolean;
  readonly maxLength?: number;
  readonly min?: string | number;
  readonly max?: string | number;
  readonly step?: string | number;
  readonly placeholder?: string;
  readonly autocomplete?: string;
  readonly autofocus?: boolean;
  readonly lang?: string;
  /** Of a file: media types or endings. */
  readonly accept?: string;
  /** A text of several lines, so many high. */
  readonly rows?: number;
  readonly disabled?: boolean;
}

/** One value: its label, its hint, its error. */
export function Field(props: FieldProps): VNode {
  const { label, hint, error, rows, value, type = 'text', id = idOf(props.name), ...input } = props;
  const common = { ...input, id, ...described(id, hint, error) } as const;
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <Hint id={id} text={hint} />
      {rows === undefined ? (
        // The types tell apart what roles each kind of input may have; it has none here.
        <input type={type as 'text'} {...(type === 'file' ? {} : { value: value ?? '' })} {...common} />
      ) : (
        <textarea rows={rows} {...common}>
          {`${value ?? ''}`}
        </textarea>
      )}
      <ErrorLine id={id} text={error} />
    </div>
  );
}

export interface Option {
  readonly value: string;
  readonly label: string;
  readonly hint?: string;
  readonly disabled?: boolean;
}

/** One of several, in a list that opens. */
export function Select(
  props: Labelled & {
    readonly options: readonly Option[];
    readonly value?: string | undefined;
    readonly required?: boolean;
  },
): VNode {
  const { name, label, hint, error, options, value, required = false, id = idOf(name) } = props;
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <Hint id={id} text={hint} />
      <select id={id} name={name} required={required} {...described(id, hint, error)}>
        {options.map((option) => (
          <option key={option.value} value={option.value} selected={option.value === value} disabled={option.disabled}>
            {option.label}
          </option>
        ))}
      </select>
      <ErrorLine id={id} text={error} />
    </div>
  );
}

/** One of a few that are all to be seen (`radio`), or any of them (`checkbox`). */
export function Choices(
  props: Labelled & {
    readonly kind: 'radio' | 'checkbox';
    readonly options: readonly Option[];
    readonly values: readonly string[];
  },
): VNode {
  const { kind, name, label, hint, error, options, values, id = idOf(name) } = props;
  return (
    <fieldset class="field choices" {...described(id, hint, error)}>
      <legend>{label}</legend>
      <Hint id={id} text={hint} />
      {options.map((option) => (
        <ChoiceLine key={option.value} id={`${id}-${option.value}`} label={option.label} hint={option.hint}>
          <input
            type={kind}
            name={name}
            value={option.value}
            checked={values.includes(option.value)}
            disabled={option.disabled}
            id={`${id}-${option.value}`}
            {...described(`${id}-${option.value}`, option.hint, undefined)}
          />
        </ChoiceLine>
      ))}
      <ErrorLine id={id} text={error} />
    </fieldset>
  );
}

/** A box to tick, its label and what is said about it. The hint is no part of the label: it is read after it. */
function ChoiceLine(props: {
  readonly id: string;
  readonly label: string;
  readonly hint: string | undefined;
  readonly children: VNode;
}): VNode {
  return (
    <div class="choice">
      {props.children}
      <div>
        <label for={props.id}>{props.label}</label>
        {props.hint !== undefined && <small id={`${props.id}-hint`}>{props.hint}</small>}
      </div>
    </div>
  );
}

/** Yes or no: sends `on`, or nothing. */
export function Checkbox(props: Labelled & { readonly checked: boolean; readonly disabled?: boolean }): VNode {
  const { name, label, hint, error, checked, disabled, id = idOf(name) } = props;
  return (
    <div class="field">
      <ChoiceLine id={id} label={label} hint={hint}>
        <input
          type="checkbox"
          name={name}
          id={id}
          checked={checked}
          disabled={disabled}
          {...described(id, hint, error)}
        />
      </ChoiceLine>
      <ErrorLine id={id} text={error} />
    </div>
  );
}

/**
 * A text in every language: fields `name.be`, `name.ru` and `name.en`. Values and errors are by language; what is
 * wrong with all of them at once is `error`.
 */
export function LocalizedField(
  props: Labelled & {
    readonly t: Translate;
    readonly values?: Partial<Readonly<Record<Language, string>>> | undefined;
    readonly errors?: Partial<Readonly<Record<Language, string>>> | undefined;
    readonly maxLength?: number;
    readonly rows?: number;
    /** The id of the field to begin with, when it is one of these. */
    readonly focus?: string | undefined;
  },
): VNode {
  const { t, name, label, hint, error, values = {}, errors = {}, rows, maxLength, focus, id = idOf(name) } = props;
  return (
    <fieldset class="field localized" {...described(id, hint, error)}>
      <legend>{label}</legend>
      <Hint id={id} text={hint} />
      <div class="languages-grid">
        {LANGUAGES.map((language) => (
          <Field
            key={language}
            id={`${id}-${language}`}
            name={`${name}.${language}`}
            label={t(`language-${language}`)}
            lang={language}
            value={values[language]}
            error={errors[language]}
            {...(rows === undefined ? {} : { rows })}
            {...(maxLength === undefined ? {} : { maxLength })}
            {...(focus === `${id}-${language}` ? { autofocus: true } : {})}
          />
        ))}
      </div>
      <ErrorLine id={id} text={error} />
    </fieldset>
  );
}

/** Lines up short fields beside one another where there is room. */
export function Row({ children }: { readonly children: ComponentChildren }): VNode {
  return <div class="row">{children}</div>;
}

function idOf(name: string): string {
  return `f-${name.replace(/[^\w-]/g, '-')}`;
}

function described(id: string, hint: string | undefined, error: string | undefined) {
  const parts = [...(hint === undefined ? [] : [`${id}-hint`]), ...(error === undefined ? [] : [`${id}-error`])];
  return {
    ...(parts.length === 0 ? {} : { 'aria-describedby': parts.join(' ') }),
    ...(error === undefined ? {} : { 'aria-invalid': true as const }),
  };
}

function Hint({ id, text }: { readonly id: string; readonly text: string | undefined }): VNode | null {
  return text === undefined ? null : (
    <small class="hint" id={`${id}-hint`}>
      {text}
    </small>
  );
}

function ErrorLine({ id, text }: { readonly id: string; readonly text: string | undefined }): VNode | null {
  return text === undefined ? null : (
    <small class="error" id={`${id}-error`}>
      {text}
    </small>
  );
}
