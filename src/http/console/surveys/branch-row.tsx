import type { VNode } from 'preact';
import type { Language } from '../../../domain/languages.ts';
import type { Translate } from '../../../i18n/translate.ts';
import { Choices, Field, Select } from '../ui/fields.tsx';
import type { DraftBranch, DraftQuestion } from './draft.ts';
import { type EditorView, ErrorAt, RENEW, ShowFields, Tool } from './editor-parts.tsx';

/** Where to go on after a question, and upon which answer. */
export function BranchRow(props: {
  readonly view: EditorView;
  /** The question that carries it. */
  readonly index: number;
  readonly number: number;
  readonly branch: DraftBranch;
}): VNode {
  const { view, index, number, branch } = props;
  const { t, draft, errors, frozen } = view;
  const name = `questions.${index}.branches.${number}`;
  const asked = draft.questions.find(({ id }) => id === branch.question);
  const rule = (
    <>
      <div class="with-button" {...(frozen ? {} : RENEW)}>
        <Select
          name={`${name}.question`}
          label={t('surveys-branch-question')}
          value={branch.question}
          error={errors.at(`${name}.question`)}
          options={questionOptions(view, index, branch)}
        />
        {!frozen && <ShowFields t={t} />}
      </div>
      <AnswerFields view={view} name={`${name}.anyOf`} asked={asked} branch={branch} />
      <Select
        name={`${name}.to`}
        label={t('surveys-branch-to')}
        value={branch.to}
        error={errors.at(`${name}.to`)}
        options={targetOptions(view, index, branch)}
      />
    </>
  );
  return (
    <fieldset class="branch" id={`f-questions-${index}-branches-${number}`}>
      <legend>{t('surveys-branch-number', { number: number + 1 })}</legend>
      {frozen ? (
        <fieldset class="plain" disabled>
          {rule}
        </fieldset>
      ) : (
        rule
      )}
      {frozen && <KeptBranch name={name} branch={branch} />}
      {!frozen && (
        <div class="tools">
          <Tool
            press={`remove-branch:${index}:${number}`}
            label={t('surveys-branch-remove', { number: number + 1 })}
            sign="✕"
          />
        </div>
      )}
    </fieldset>
  );
}

/** A field that cannot be changed is not sent by itself. */
function KeptBranch({ name, branch }: { readonly name: string; readonly branch: DraftBranch }): VNode {
  return (
    <>
      <input type="hidden" name={`${name}.question`} value={branch.question} />
      <input type="hidden" name={`${name}.anyOf`} value={branch.anyOf.join(' ')} />
      <input type="hidden" name={`${name}.to`} value={branch.to} />
    </>
  );
}

function AnswerFields(props: {
  readonly view: EditorView;
  readonly name: string;
  readonly asked: DraftQuestion | undefined;
  readonly branch: DraftBranch;
}): VNode {
  const { view, name, asked, branch } = props;
  const { t, errors } = view;
  const common = { name, label: t('surveys-branch-answers'), error: errors.at(name) };
  if (asked === undefined || asked.kind === 'text') {
    return (
      <div id={`f-${name.replace(/[^\w-]/g, '-')}`}>
        <input type="hidden" name={name} value={branch.anyOf.join(' ')} />
        {asked !== undefined && errors.at(name) === undefined && (
          <small>{t('surveys-problem-branch-on-text', { limit: 0, actual: 0 })}</small>
        )}
        <ErrorAt errors={errors} places={[name]} />
      </div>
    );
  }
  if (asked.kind === 'number') {
    return <Field {...common} hint={t('surveys-branch-numbers-hint')} value={branch.anyOf.join(', ')} />;
  }
  const options = answerOptions(t, asked);
  // Answers that are no longer there are shown: somebody has to decide what becomes of them.
  const gone = branch.anyOf.filter((id) => !options.some(({ value }) => value === id));
  return (
    <Choices
      {...common}
      kind="checkbox"
      values={branch.anyOf}
      options={[...options, ...gone.map((value) => ({ value, label: t('surveys-branch-gone', { answer: value }) }))]}
    />
  );
}

interface Labelled {
  readonly value: string;
  readonly label: string;
}

function answerOptions(t: Translate, asked: DraftQuestion): readonly Labelled[] {
  switch (asked.kind) {
    case 'one':
    case 'several':
      return asked.options.map(({ id, label }, index) => ({
        value: id,
        label: shortText(label) || t('surveys-option-number', { number: index + 1 }),
      }));
    case 'yes-no':
      return [
        { value: 'yes', label: t('survey-prompt-yes') },
        { value: 'no', label: t('survey-prompt-no') },
      ];
    case 'scale': {
      const [from, to] = [Number(asked.from), Number(asked.to)];
      const steps = from <= to && to - from <= 10 ? to - from + 1 : 0;
      return Array.from({ length: steps }, (_, step) => ({ value: String(from + step), label: String(from + step) }));
    }
    case 'number':
    case 'text':
      return [];
    default:
      return asked.kind satisfies never;
  }
}

/** The question itself and those before; and whatever was chosen, also when it no longer fits. */
function questionOptions({ t, draft }: EditorView, index: number, { question }: DraftBranch): readonly Labelled[] {
  const earlier = draft.questions.slice(0, index + 1).map((one, i) => labelled(t, one, i));
  const chosen = draft.questions.findIndex(({ id }) => id === question);
  if (chosen > index && chosen !== -1) return [...earlier, ...labelledAt(t, draft.questions, chosen)];
  return chosen === -1 ? [...earlier, { value: question, label: t('surveys-branch-no-question') }] : earlier;
}

function targetOptions({ t, draft }: EditorView, index: number, { to }: DraftBranch): readonly Labelled[] {
  const later = draft.questions.flatMap((one, i) => (i > index ? [labelled(t, one, i)] : []));
  const chosen = draft.questions.findIndex(({ id }) => id === to);
  const wrong =
    to === 'end'
      ? []
      : chosen === -1
        ? [{ value: to, label: t('surveys-branch-no-question') }]
        : chosen <= index
          ? labelledAt(t, draft.questions, chosen)
          : [];
  return [...wrong, ...later, { value: 'end', label: t('surveys-branch-end') }];
}

function labelledAt(t: Translate, questions: readonly DraftQuestion[], index: number): readonly Labelled[] {
  const question = questions[index];
  return question === undefined ? [] : [labelled(t, question, index)];
}

function labelled(t: Translate, { id, text }: DraftQuestion, index: number): Labelled {
  const words = shortText(text);
  const number = t('surveys-question-number', { number: index + 1 });
  return { value: id, label: words === '' ? number : `${number}: ${words}` };
}

/** The beginning of a text in the first language that has one. */
function shortText(text: Readonly<Record<Language, string>>): string {
  const words = [text.be, text.ru, text.en].map((one) => one.trim()).find((one) => one !== '') ?? '';
  return words.length > 50 ? `${words.slice(0, 49)}…` : words;
}
