import type { VNode } from 'preact';
import { LANGUAGES, type Language } from '../../../domain/languages.ts';
import { MAX_QUESTIONS } from '../../../domain/surveys/limits.ts';
import type { SurveyState } from '../../../storage/surveys.ts';
import { Card } from '../ui/data.tsx';
import { Checkbox, Field, LocalizedField, Row } from '../ui/fields.tsx';
import { Notice, Problem } from '../ui/messages.tsx';
import { Conflict, type ConflictView } from './conflict.tsx';
import { KINDS } from './draft.ts';
import { AddButton, type EditorView, ErrorAt } from './editor-parts.tsx';
import { anchorOf, placeText } from './places.ts';
import { Preview, type PreviewProps } from './preview.tsx';
import { QuestionCard } from './question-card.tsx';

export interface EditorProps extends Omit<EditorView, 'frozen'> {
  /** The page's own address: the form is sent there. */
  readonly action: string;
  readonly csrf: string;
  readonly state: SurveyState;
  readonly timeZone: string;
  /** Whether the page shows something that is not saved. */
  readonly unsaved: boolean;
  readonly conflict?: ConflictView | undefined;
  /** Whether somebody has deleted the survey while it was edited. */
  readonly gone: boolean;
  readonly preview?: Omit<PreviewProps, 't'> | undefined;
}

/**
 * The editor: one form with everything in it, so that whatever is pressed, nothing that was typed is lost. It
 * works by itself; with htmx it renews itself in its place.
 */
export function Editor(props: EditorProps): VNode {
  const { t, draft, errors, focus, action, csrf, state, unsaved, conflict, gone, preview } = props;
  const frozen = state !== 'draft';
  const view: EditorView = { t, draft, errors, focus, frozen };
  return (
    <form
      id="survey-editor"
      class="survey-editor"
      method="post"
      action={action}
      hx-post={action}
      hx-target="this"
      hx-swap="outerHTML"
      novalidate
      autocomplete="off"
    >
      {/* Enter saves: the first button of a form is what it presses. */}
      <button type="submit" name="do" value="save" class="unseen" tabindex={-1}>
        {t('surveys-save')}
      </button>
      <input type="hidden" name="_csrf" value={csrf} />
      <input type="hidden" name="revision" value={draft.revision} />
      {conflict !== undefined && <Conflict t={t} draft={draft} conflict={conflict} />}
      {gone && (
        <Notice tone="warning" title={t('surveys-gone')}>
          <p>{t('surveys-gone-text')}</p>
        </Notice>
      )}
      <Summary {...props} />
      {frozen && (
        <Notice tone="warning">{t(state === 'open' ? 'surveys-frozen-open' : 'surveys-frozen-closed')}</Notice>
      )}
      <Basics view={view} />
      <h2 id="f-questions">{t('surveys-questions')}</h2>
      <ErrorAt errors={errors} places={['questions']} />
      {draft.questions.map((_, index) => (
        <QuestionCard key={index} view={view} index={index} />
      ))}
      {!frozen && <AddQuestion view={view} />}
      <Settings {...props} frozen={frozen} />
      <div class="save-bar">
        <button type="submit" name="do" value="save">
          {t('surveys-save')}
        </button>
        <button type="submit" name="do" value="preview" class="secondary outline">
          {t('surveys-preview')}
        </button>
        <span class="save-state" role="status">
          {unsaved ? t('surveys-unsaved') : t('surveys-all-saved')}
        </span>
      </div>
      {preview !== undefined && (
        <Card id="preview" title={t('surveys-preview')}>
          <LanguageButtons {...props} current={preview.language} />
          <Preview t={t} {...preview} />
        </Card>
      )}
    </form>
  );
}

/** Everything that is wrong, each a link to its place. */
function Summary({ t, errors }: EditorProps): VNode | null {
  if (errors.problems.length === 0) return null;
  return (
    <Problem
      title={t('surveys-not-saved', { count: errors.problems.length })}
      items={errors.problems.map(({ place }) => (
        <a key={place} href={`#${anchorOf(place)}`}>
          {placeText(t, place)}: {errors.at(place)}
        </a>
      ))}
    />
  );
}

function Basics({ view }: { readonly view: EditorView }): VNode {
  const { t, draft, errors, focus } = view;
  return (
    <Card title={t('surveys-basics')}>
      {draft.revision === '' ? (
        <Field
          name="id"
          label={t('surveys-place-id')}
          hint={t('surveys-id-hint')}
          value={draft.id}
          error={errors.at('id')}
          maxLength={40}
          placeholder="local-transport"
        />
      ) : (
        <input type="hidden" name="id" value={draft.id} />
      )}
      <LocalizedField
        t={t}
        name="title"
        label={t('surveys-place-title')}
        hint={t('surveys-title-hint')}
        values={draft.title}
        errors={errors.localized('title')}
        focus={focus}
      />
      <LocalizedField
        t={t}
        name="intro"
        label={t('surveys-place-intro')}
        hint={t('surveys-intro-hint')}
        values={draft.intro}
        errors={errors.localized('intro')}
        rows={3}
      />
      <LocalizedField
        t={t}
        name="thanks"
        label={t('surveys-place-thanks')}
        hint={t('surveys-thanks-hint')}
        values={draft.thanks}
        errors={errors.localized('thanks')}
        rows={2}
      />
    </Card>
  );
}

function AddQuestion({ view: { t, draft, focus } }: { readonly view: EditorView }): VNode {
  if (draft.questions.length >= MAX_QUESTIONS) {
    return <p>{t('surveys-problem-too-many-questions', { limit: MAX_QUESTIONS, actual: draft.questions.length })}</p>;
  }
  return (
    <fieldset class="add-question">
      <legend>{t('surveys-add-question')}</legend>
      <div class="actions">
        {KINDS.map((kind) => (
          <AddButton key={kind} what={['question', kind]} label={t(`surveys-kind-${kind}`)} focus={focus} />
        ))}
      </div>
    </fieldset>
  );
}

function Settings(props: EditorProps & { readonly frozen: boolean }): VNode {
  const { t, draft, errors, timeZone, state, frozen } = props;
  return (
    <Card title={t('surveys-settings')}>
      <Row>
        {frozen ? (
          <input type="hidden" name="opensAt" value={draft.opensAt} />
        ) : (
          <Field
            type="datetime-local"
            name="opensAt"
            label={t('surveys-place-opensAt')}
            hint={t('surveys-opens-hint', { zone: timeZone })}
            value={draft.opensAt}
            error={errors.at('opensAt')}
          />
        )}
        {state === 'closed' ? (
          <input type="hidden" name="closesAt" value={draft.closesAt} />
        ) : (
          <Field
            type="datetime-local"
            name="closesAt"
            label={t('surveys-place-closesAt')}
            hint={t('surveys-closes-hint', { zone: timeZone })}
            value={draft.closesAt}
            error={errors.at('closesAt')}
          />
        )}
      </Row>
      <Switch {...props} name="changeable" />
      <Switch {...props} name="asksProfile" />
      <Switch {...props} name="liveCounter" />
    </Card>
  );
}

function Switch({
  t,
  draft,
  name,
}: EditorProps & { readonly name: 'changeable' | 'asksProfile' | 'liveCounter' }): VNode {
  return (
    <Checkbox name={name} label={t(`surveys-place-${name}`)} hint={t(`surveys-${name}-hint`)} checked={draft[name]} />
  );
}

function LanguageButtons({ t, current }: EditorProps & { readonly current: Language }): VNode {
  return (
    <div class="actions">
      {LANGUAGES.map((language) => (
        <button
          key={language}
          type="submit"
          name="do"
          value={`preview:${language}`}
          class={language === current ? 'small' : 'secondary outline small'}
          aria-pressed={language === current}
          autofocus={language === current}
        >
          {t(`language-${language}`)}
        </button>
      ))}
    </div>
  );
}
