import type { ComponentChildren, VNode } from 'preact';
import { LANGUAGES } from '../../../domain/languages.ts';
import { MAX_LABEL } from '../../../domain/surveys/limits.ts';
import type { Translate } from '../../../i18n/translate.ts';
import { Checkbox, Field, LocalizedField, Row, Select } from '../ui/fields.tsx';
import { BranchRow } from './branch-row.tsx';
import { type DraftQuestion, KINDS, type SurveyDraft } from './draft.ts';
import type { FieldErrors } from './places.ts';

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

/** One question of the editor, with everything that can be done to it. */
export function QuestionCard({ view, index }: { readonly view: EditorView; readonly index: number }): VNode | null {
  const { t, draft, errors, focus, frozen } = view;
  const question = draft.questions[index];
  if (question === undefined) return null;
  const name = `questions.${index}`;
  const number = t('surveys-question-number', { number: index + 1 });
  const last = index === draft.questions.length - 1;
  return (
    <section
      class={errors.within(name) ? 'card question wrong' : 'card question'}
      id={`f-questions-${index}`}
      aria-label={number}
    >
      <input type="hidden" name={`${name}.id`} value={question.id} />
      <div class="card-title">
        <h3>{number}</h3>
        {!frozen && (
          <div class="tools">
            <Tool
              press={`up:${index}`}
              id={`up-${index}`}
              label={t('surveys-up')}
              sign="↑"
              off={index === 0}
              focus={focus}
            />
            <Tool
              press={`down:${index}`}
              id={`down-${index}`}
              label={t('surveys-down')}
              sign="↓"
              off={last}
              focus={focus}
            />
            <Tool press={`copy:${index}`} label={t('surveys-copy-question')} sign={<TwoSheets />} />
            <Tool press={`remove-question:${index}`} label={t('surveys-remove-question')} sign="✕" />
          </div>
        )}
      </div>
      <ErrorAt errors={errors} places={[name, `${name}.id`, `${name}.branches`]} />
      <KindField view={view} question={question} name={name} />
      <LocalizedField
        t={t}
        name={`${name}.text`}
        label={t('surveys-place-text')}
        values={question.text}
        errors={errors.localized(`${name}.text`)}
        rows={2}
        focus={focus}
      />
      <KindFields view={view} question={question} index={index} />
      {!frozen && (
        <Checkbox
          name={`${name}.optional`}
          label={t('surveys-optional')}
          hint={t('surveys-optional-hint')}
          checked={question.optional}
        />
      )}
      {frozen && question.optional && <input type="hidden" name={`${name}.optional`} value="on" />}
      <Branches view={view} question={question} index={index} />
    </section>
  );
}

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

/** A sheet in front of another: no font can be counted on to have it. */
function TwoSheets(): VNode {
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

function KindField({ view, question, name }: { view: EditorView; question: DraftQuestion; name: string }): VNode {
  const { t, frozen } = view;
  if (frozen) {
    return (
      <p class="kind">
        <input type="hidden" name={`${name}.kind`} value={question.kind} />
        {t(`surveys-kind-${question.kind}`)}
      </p>
    );
  }
  return (
    <div class="with-button" {...RENEW}>
      <Select
        name={`${name}.kind`}
        label={t('surveys-place-kind')}
        value={question.kind}
        options={KINDS.map((kind) => ({ value: kind, label: t(`surveys-kind-${kind}`) }))}
      />
      <ShowFields t={t} />
    </div>
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

/** What belongs to a question's kind is shown; what was typed for another kind is kept along. */
function KindFields({ view, question, index }: { view: EditorView; question: DraftQuestion; index: number }): VNode {
  const { t, errors, frozen } = view;
  const name = `questions.${index}`;
  const { kind } = question;
  const hasOptions = kind === 'one' || kind === 'several';
  const hasRange = kind === 'several' || kind === 'number';
  const number = (field: 'min' | 'max' | 'from' | 'to' | 'longest', label: string, hint?: string) => (
    <Field
      type="text"
      name={`${name}.${field}`}
      label={label}
      hint={hint}
      value={question[field]}
      error={errors.at(`${name}.${field}`)}
    />
  );
  // Numbers that answers depend on are fixed once the survey has opened.
  const shown = (children: ComponentChildren) =>
    frozen ? (
      <fieldset class="plain" disabled>
        {children}
      </fieldset>
    ) : (
      children
    );
  return (
    <>
      {hasOptions ? (
        <Options view={view} question={question} index={index} />
      ) : (
        <KeptOptions name={name} question={question} />
      )}
      {hasRange &&
        shown(
          <Row>
            {number('min', t(`surveys-min-${kind}`))}
            {number('max', t(`surveys-max-${kind}`))}
          </Row>,
        )}
      {(!hasRange || frozen) && <Kept name={name} values={{ min: question.min, max: question.max }} />}
      {kind === 'scale' &&
        shown(
          <Row>
            {number('from', t('surveys-place-from'), t('surveys-from-hint'))}
            {number('to', t('surveys-place-to'), t('surveys-to-hint'))}
          </Row>,
        )}
      {(kind !== 'scale' || frozen) && <Kept name={name} values={{ from: question.from, to: question.to }} />}
      {kind === 'scale' ? (
        <>
          <ScaleEnd view={view} question={question} name={name} end="low" />
          <ScaleEnd view={view} question={question} name={name} end="high" />
        </>
      ) : (
        <Kept name={name} values={{ ...textFields('low', question.low), ...textFields('high', question.high) }} />
      )}
      {kind === 'text' && shown(number('longest', t('surveys-place-longest'), t('surveys-longest-hint')))}
      {(kind !== 'text' || frozen) && <Kept name={name} values={{ longest: question.longest }} />}
    </>
  );
}

function ScaleEnd(props: { view: EditorView; question: DraftQuestion; name: string; end: 'low' | 'high' }): VNode {
  const { view, question, name, end } = props;
  const { t, errors } = view;
  return (
    <LocalizedField
      t={t}
      name={`${name}.${end}`}
      label={t(`surveys-place-${end}`)}
      values={question[end]}
      errors={errors.localized(`${name}.${end}`)}
    />
  );
}

function Options({ view, question, index }: { view: EditorView; question: DraftQuestion; index: number }): VNode {
  const { t, errors, focus, frozen } = view;
  const name = `questions.${index}.options`;
  const last = question.options.length - 1;
  return (
    <fieldset class="options" id={`f-questions-${index}-options`}>
      <legend>{t('surveys-options')}</legend>
      <ErrorAt errors={errors} places={[name]} />
      {question.options.map(({ id, label }, m) => (
        <div class="option" key={`${index}-${m}`}>
          <input type="hidden" name={`${name}.${m}.id`} value={id} />
          <LocalizedField
            t={t}
            name={`${name}.${m}.label`}
            label={t('surveys-option-number', { number: m + 1 })}
            values={label}
            errors={errors.localized(`${name}.${m}.label`)}
            error={errors.at(`${name}.${m}.id`)}
            maxLength={MAX_LABEL * 2}
            focus={focus}
          />
          {!frozen && (
            <div class="tools">
              <Tool
                press={`option-up:${index}:${m}`}
                id={`option-up-${index}-${m}`}
                label={t('surveys-option-up', { number: m + 1 })}
                sign="↑"
                off={m === 0}
                focus={focus}
              />
              <Tool
                press={`option-down:${index}:${m}`}
                id={`option-down-${index}-${m}`}
                label={t('surveys-option-down', { number: m + 1 })}
                sign="↓"
                off={m === last}
                focus={focus}
              />
              <Tool
                press={`remove-option:${index}:${m}`}
                label={t('surveys-option-remove', { number: m + 1 })}
                sign="✕"
              />
            </div>
          )}
        </div>
      ))}
      {!frozen && (
        <button
          type="submit"
          name="do"
          value={`add-option:${index}`}
          id={`add-option-${index}`}
          class="secondary outline small"
          autofocus={focus === `add-option-${index}`}
        >
          + {t('surveys-add-option')}
        </button>
      )}
    </fieldset>
  );
}

/** What was typed and is not shown: sent along, so that it is there again when it is. */
function Kept({ name, values }: { readonly name: string; readonly values: Readonly<Record<string, string>> }): VNode {
  return (
    <>
      {Object.entries(values).map(([field, value]) => (
        <input key={field} type="hidden" name={`${name}.${field}`} value={value} />
      ))}
    </>
  );
}

function KeptOptions({ name, question }: { readonly name: string; readonly question: DraftQuestion }): VNode {
  const values = Object.fromEntries(
    question.options.flatMap(({ id, label }, m) => [
      [`options.${m}.id`, id],
      ...LANGUAGES.map((language) => [`options.${m}.label.${language}`, label[language]]),
    ]),
  );
  return <Kept name={name} values={values} />;
}

function textFields(field: string, text: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(LANGUAGES.map((language) => [`${field}.${language}`, text[language] ?? '']));
}

function Branches({
  view,
  question,
  index,
}: {
  view: EditorView;
  question: DraftQuestion;
  index: number;
}): VNode | null {
  const { t, draft, focus, frozen } = view;
  const isLast = index === draft.questions.length - 1;
  if (question.branches.length === 0 && (frozen || isLast)) return null;
  return (
    <fieldset class="branches" id={`f-questions-${index}-branches`}>
      <legend>{t('surveys-branches')}</legend>
      {question.branches.length > 0 && <small class="hint">{t('surveys-branches-hint')}</small>}
      {question.branches.map((branch, m) => (
        <BranchRow key={`${index}-${m}`} view={view} index={index} number={m} branch={branch} />
      ))}
      {!frozen && (
        <button
          type="submit"
          name="do"
          value={`add-branch:${index}`}
          id={`add-branch-${index}`}
          class="secondary outline small"
          autofocus={focus === `add-branch-${index}`}
        >
          + {t('surveys-add-branch')}
        </button>
      )}
    </fieldset>
  );
}
