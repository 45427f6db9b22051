import type { VNode } from 'preact';
import { saveSurvey } from '../../../actions/surveys/save-survey.ts';
import { LANGUAGES, type Language } from '../../../domain/languages.ts';
import { instantOf } from '../../../domain/surveys/times.ts';
import { findAuditEntries } from '../../../storage/audit.ts';
import { loadSurvey, type StoredSurvey } from '../../../storage/surveys.ts';
import { organizerOf } from '../organizer-of.ts';
import type { ConsoleReply, ConsoleRequest, ConsoleRoute } from '../route.ts';
import type { ConflictView } from './conflict.tsx';
import type { SurveyPagesDeps } from './deps.ts';
import { definitionOf, draftOf, emptyDraft, readDraft, type SurveyDraft } from './draft.ts';
import { editDraft } from './edit-draft.ts';
import { Editor } from './editor.tsx';
import { FieldErrors, type FieldProblem } from './places.ts';
import { backToSurveys, SurveyTabs } from './tabs.tsx';

/** `/surveys/new` and `/surveys/:id/edit`. */
export function editRoutes(deps: SurveyPagesDeps): ConsoleRoute[] {
  const permission = 'surveys.edit';
  return [
    { method: 'GET', path: '/surveys/new', permission, handle: (request) => showNew(deps, request) },
    { method: 'POST', path: '/surveys/new', permission, handle: (request) => take(deps, request, undefined) },
    {
      method: 'GET',
      path: '/surveys/:id/edit',
      permission,
      handle: (request) => withSurvey(deps, request, (survey) => showStored(deps, request, survey)),
    },
    {
      method: 'POST',
      path: '/surveys/:id/edit',
      permission,
      handle: async (request) => take(deps, request, await loadSurvey(deps.database.pool, request.params.id ?? '')),
    },
  ];
}

/** Finds the survey that an address names, or says that there is none. */
export async function withSurvey(
  { database }: Pick<SurveyPagesDeps, 'database'>,
  { params, t }: ConsoleRequest,
  work: (survey: StoredSurvey) => Promise<ConsoleReply>,
): Promise<ConsoleReply> {
  const survey = await loadSurvey(database.pool, params.id ?? '');
  return survey === undefined ? { kind: 'problem', status: 404, message: t('surveys-unknown') } : work(survey);
}

/** What the editor's page shows. */
interface Shown {
  /** As it is stored; undefined for a new one. */
  readonly stored: StoredSurvey | undefined;
  readonly draft: SurveyDraft;
  readonly timeZone: string;
  readonly unsaved: boolean;
  readonly problems?: readonly FieldProblem[];
  readonly focus?: string | undefined;
  readonly conflict?: ConflictView;
  readonly gone?: boolean;
  readonly previewIn?: Language;
}

async function showNew(deps: SurveyPagesDeps, request: ConsoleRequest): Promise<ConsoleReply> {
  const timeZone = await deps.timeZone();
  return page(deps, request, { stored: undefined, draft: emptyDraft(), timeZone, unsaved: true });
}

async function showStored(deps: SurveyPagesDeps, request: ConsoleRequest, stored: StoredSurvey): Promise<ConsoleReply> {
  const timeZone = await deps.timeZone();
  return page(deps, request, { stored, draft: draftOf(stored, timeZone), timeZone, unsaved: false });
}

/** Does what was pressed. Whatever comes of it, the page shows again everything that was typed. */
async function take(
  deps: SurveyPagesDeps,
  request: ConsoleRequest,
  stored: StoredSurvey | undefined,
): Promise<ConsoleReply> {
  const timeZone = await deps.timeZone();
  const typed = readDraft(request.form);
  // Somebody has deleted it meanwhile: what was typed is shown as a new one, to be saved or not.
  const gone = stored === undefined && request.params.id !== undefined;
  if (gone)
    return page(deps, request, { stored, draft: { ...typed, revision: '' }, timeZone, unsaved: true, gone }, 409);
  // The address says which survey it is, whatever the form says.
  const draft = stored === undefined ? { ...typed, revision: '' } : { ...typed, id: stored.id };
  const shown: Shown = { stored, draft, timeZone, unsaved: true };
  const press = request.form.get('do') ?? 'save';
  if (press === 'save') return save(deps, request, shown);
  const preview = /^preview(?::(be|ru|en))?$/.exec(press);
  if (preview !== null) {
    const language = LANGUAGES.find((one) => one === preview[1]) ?? request.language;
    return page(deps, request, { ...shown, previewIn: language });
  }
  const onto = /^onto:(\d{1,9})$/.exec(press)?.[1];
  if (onto !== undefined) return save(deps, request, { ...shown, draft: { ...draft, revision: onto } });
  // Questions and options of a survey that has opened stay; the page has no such buttons.
  const edited =
    stored === undefined || stored.state === 'draft' ? editDraft(draft, press) : { draft, focus: undefined };
  return page(deps, request, { ...shown, ...edited });
}

async function save(deps: SurveyPagesDeps, request: ConsoleRequest, shown: Shown): Promise<ConsoleReply> {
  const { draft, stored, timeZone } = shown;
  const { t } = request;
  const organizer = organizerOf(request);
  const opens = readTime('opensAt', draft.opensAt, timeZone, stored?.opensAt ?? null);
  const closes = readTime('closesAt', draft.closesAt, timeZone, stored?.closesAt ?? null);
  const definition = definitionOf(draft, stored?.definition.partner ?? null);
  const unread = [...opens.problems, ...closes.problems];
  const saved = await saveSurvey(deps, {
    id: draft.id,
    revision: stored === undefined ? undefined : Number(draft.revision) || 0,
    definition,
    opensAt: opens.at,
    closesAt: closes.at,
    changeable: draft.changeable,
    by: organizer.id,
    unread: unread.length > 0,
  });
  switch (saved.kind) {
    case 'saved':
      return { kind: 'redirect', to: `/console/surveys/${draft.id}/edit`, flash: t('surveys-saved') };
    case 'refused':
      return page(deps, request, { ...shown, problems: [...unread, ...saved.problems] }, 422);
    case 'id-taken':
      return page(deps, request, { ...shown, problems: [{ place: 'id', code: 'id-taken' }] }, 422);
    case 'conflict': {
      const by = await whoSaved(deps, draft.id, organizer.id);
      const conflict = { newest: draftOf(saved.newest, timeZone), by };
      return page(deps, request, { ...shown, conflict }, 409);
    }
    case 'unknown':
      return page(deps, request, { ...shown, stored: undefined, draft: { ...draft, revision: '' }, gone: true }, 409);
    default:
      return saved satisfies never;
  }
}

/** A time as it was typed. One that shows the stored minute is the stored one, with its seconds. */
function readTime(
  place: 'opensAt' | 'closesAt',
  typed: string,
  timeZone: string,
  stored: Date | null,
): { readonly at: Date | null; readonly problems: readonly FieldProblem[] } {
  if (typed.trim() === '') return { at: null, problems: [] };
  const at = instantOf(typed.trim(), timeZone);
  if (at === undefined) return { at: null, problems: [{ place, code: 'bad-time' }] };
  const same = stored !== null && Math.floor(stored.getTime() / 60_000) === Math.floor(at.getTime() / 60_000);
  return { at: same ? stored : at, problems: [] };
}

/** Who saved last, when it was somebody else. */
async function whoSaved({ database }: SurveyPagesDeps, id: string, reader: string): Promise<string | undefined> {
  const [last] = await findAuditEntries(database.pool, { action: 'survey.', subject: id }, { limit: 1 });
  const [own] = await findAuditEntries(
    database.pool,
    { action: 'survey.', subject: id, organizerId: reader },
    { limit: 1 },
  );
  return last?.alias !== null && last?.number !== own?.number ? last?.alias : undefined;
}

function page(deps: SurveyPagesDeps, request: ConsoleRequest, shown: Shown, status = 200): ConsoleReply {
  const { t, isHtmx, organizer } = request;
  const { stored } = shown;
  const editor = editorOf(deps, request, shown);
  if (isHtmx) return { kind: 'fragment', body: editor, status };
  const title = stored === undefined ? t('surveys-new') : stored.definition.title[request.language];
  const tabs = stored && <SurveyTabs t={t} id={stored.id} current="edit" organizer={organizer} />;
  const body = (
    <>
      <link rel="stylesheet" href="/assets/surveys.css" />
      {tabs}
      {editor}
    </>
  );
  return { kind: 'page', title, body, status, back: backToSurveys(t) };
}

function editorOf(deps: SurveyPagesDeps, { t, csrf }: ConsoleRequest, shown: Shown): VNode {
  const { stored, draft, timeZone, unsaved, problems = [], focus, conflict, gone = false, previewIn } = shown;
  const preview = previewIn && {
    surveyId: draft.id,
    definition: definitionOf(draft, stored?.definition.partner ?? null),
    language: previewIn,
    tSurvey: deps.catalogues.translator(previewIn),
  };
  return (
    <Editor
      t={t}
      csrf={csrf}
      action={stored === undefined ? '/console/surveys/new' : `/console/surveys/${stored.id}/edit`}
      state={stored?.state ?? 'draft'}
      draft={draft}
      timeZone={timeZone}
      unsaved={unsaved}
      errors={new FieldErrors(t, problems)}
      focus={focus}
      conflict={conflict}
      gone={gone}
      preview={preview}
    />
  );
}

/** Where a partner's logo is shown from. */
export function logoAddress(logo: string | null | undefined): string | undefined {
  return logo === null || logo === undefined ? undefined : `/pictures/${logo}.png`;
}
