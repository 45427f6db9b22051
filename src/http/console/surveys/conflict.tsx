import type { VNode } from 'preact';
import type { Translate } from '../../../i18n/translate.ts';
import { Table } from '../ui/data.tsx';
import type { SurveyDraft } from './draft.ts';
import { placeText } from './places.ts';

export interface ConflictView {
  /** What somebody else has saved in the meantime. */
  readonly newest: SurveyDraft;
  /** Who saved it, as far as the audit trail tells. */
  readonly by?: string | undefined;
}

/** Differences are listed up to here. */
const MOST_LISTED = 30;

/**
 * Somebody else has saved meanwhile: says so, shows where the two differ, and lets the reader go on with their own
 * only by saying that they want to.
 */
export function Conflict(props: {
  readonly t: Translate;
  readonly draft: SurveyDraft;
  readonly conflict: ConflictView;
}): VNode {
  const { t, draft, conflict } = props;
  const { newest, by } = conflict;
  const differences = differencesOf(newest, draft);
  return (
    <div class="box warning" role="alert" id="conflict">
      <strong>{by === undefined ? t('surveys-conflict') : t('surveys-conflict-by', { alias: by })}</strong>
      <p>{t('surveys-conflict-text')}</p>
      {differences.length === 0 ? (
        <p>{t('surveys-conflict-same')}</p>
      ) : (
        <Table
          caption={t('surveys-conflict-differences')}
          columns={[
            { label: t('surveys-conflict-place') },
            { label: t('surveys-conflict-theirs') },
            { label: t('surveys-conflict-yours') },
          ]}
          rows={differences
            .slice(0, MOST_LISTED)
            .map(({ place, theirs, yours }) => [placeText(t, place), valueText(theirs), valueText(yours)])}
        />
      )}
      {differences.length > MOST_LISTED && (
        <p>{t('surveys-conflict-more', { count: differences.length - MOST_LISTED })}</p>
      )}
      <div class="actions">
        <a href={`/console/surveys/${newest.id}/edit`} target="_blank" rel="noopener" class="button secondary">
          {t('surveys-conflict-open')}
        </a>
        <button type="submit" name="do" value={`onto:${newest.revision}`} class="outline danger">
          {t('surveys-conflict-mine')}
        </button>
      </div>
    </div>
  );
}

export interface Difference {
  readonly place: string;
  readonly theirs: string;
  readonly yours: string;
}

/** Where two drafts differ, in the order of the page. */
export function differencesOf(newest: SurveyDraft, draft: SurveyDraft): readonly Difference[] {
  const [theirs, yours] = [fieldsOf(newest), fieldsOf(draft)];
  const places = [...new Set([...yours.keys(), ...theirs.keys()])].filter((place) => place !== 'revision');
  return places
    .map((place) => ({ place, theirs: theirs.get(place) ?? '', yours: yours.get(place) ?? '' }))
    .filter((one) => one.theirs.trim() !== one.yours.trim());
}

/** What the page shows of a draft, field by field. What is kept for another kind of question does not count. */
function fieldsOf(draft: SurveyDraft): Map<string, string> {
  const fields = new Map<string, string>();
  const walk = (value: unknown, place: string): void => {
    if (Array.isArray(value) && value.every((item) => typeof item === 'string')) fields.set(place, value.join(', '));
    else if (typeof value === 'object' && value !== null) {
      for (const [key, inner] of Object.entries(value)) walk(inner, place === '' ? key : `${place}.${key}`);
    } else fields.set(place, value === true ? '✓' : value === false ? '' : String(value));
  };
  walk({ ...draft, questions: draft.questions.map(shownOf) }, '');
  return fields;
}

function shownOf(question: SurveyDraft['questions'][number]): Record<string, unknown> {
  const { id, kind, text, optional, options, min, max, from, to, low, high, longest, branches } = question;
  const common = { id, kind, text, optional, branches };
  switch (kind) {
    case 'one':
      return { ...common, options };
    case 'several':
      return { ...common, options, min, max };
    case 'scale':
      return { ...common, from, to, low, high };
    case 'text':
      return { ...common, longest };
    case 'number':
      return { ...common, min, max };
    case 'yes-no':
      return common;
    default:
      return kind satisfies never;
  }
}

function valueText(value: string): VNode | string {
  if (value === '') return '—';
  return value.length > 200 ? `${value.slice(0, 199)}…` : value;
}
