import type { ComponentChildren, VNode } from 'preact';
import { LANGUAGES } from '../../../domain/languages.ts';
import { MAX_LABEL } from '../../../domain/surveys/limits.ts';
import { Field, LocalizedField, Row, Select } from '../ui/fields.tsx';
import { type DraftQuestion, KINDS } from './draft.ts';
import { AddButton, type EditorView, ErrorAt, RENEW, ShowFields, Tool } from './editor-parts.tsx';

/** Which kind of answer a question takes. */
export function KindField({
  view,
  question,
  name,
}: {
  view: EditorView;
  question: DraftQuestion;
  name: string;
}): VNode {
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

/** What belongs to a question's kind is shown; what was typed for another kind is kept along. */
export function KindFields({
  view,
  question,
  index,
}: {
  view: EditorView;
  question: DraftQuestion;
  index: number;
}): VNode {
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
      {!frozen && <AddButton what={['option', index]} label={t('surveys-add-option')} focus={focus} />}
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
