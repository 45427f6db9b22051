import type { VNode } from 'preact';
import { Checkbox, LocalizedField } from '../ui/fields.tsx';
import { BranchRow } from './branch-row.tsx';
import type { DraftQuestion } from './draft.ts';
import { AddButton, type EditorView, ErrorAt, Tool, TwoSheets } from './editor-parts.tsx';
import { KindField, KindFields } from './kind-fields.tsx';

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
      {!frozen && <AddButton what={['branch', index]} label={t('surveys-add-branch')} focus={focus} />}
    </fieldset>
  );
}
