import type { VNode } from 'preact';
import { publicTimeline } from '../../../actions/chronicle/chronicle-reader.ts';
import { changeDraft, createDraft } from '../../../actions/chronicle/save-draft.ts';
import { type ChronicleTag, EMPTY_ENTRY } from '../../../domain/chronicle/content.ts';
import { wordsIn } from '../../../domain/some-languages.ts';
import { listEntries } from '../../../storage/chronicle.ts';
import { type DraftRow, tagsOfDrafts } from '../../../storage/chronicle-drafts.ts';
import type { Queryable } from '../../../storage/database.ts';
import { organizerOf } from '../organizer-of.ts';
import type { ConsoleReply, ConsoleRequest } from '../route.ts';
import type { FieldProblems } from '../ui/field-errors.ts';
import { Notice, Problem } from '../ui/messages.tsx';
import { type ChroniclePagesDeps, todayOf } from './deps.ts';
import { Editor } from './editor.tsx';
import { parseEntry, type TypedEntry, typedFrom, typedOf } from './entry-form.ts';
import { gone, HOME, hrefOf, notADraft } from './replies.ts';

/** The words of a new entry, or of a draft. */
export async function editPage(
  deps: ChroniclePagesDeps,
  request: ConsoleRequest,
  draft: DraftRow | undefined,
): Promise<ConsoleReply> {
  if (draft !== undefined && draft.state !== 'draft') return notADraft(request, draft.id);
  const typed = typedOf(draft?.content ?? EMPTY_ENTRY);
  const tags = await knownTags(deps.database.pool);
  return editorPage(request, { draft, revision: draft?.revision, typed, tags });
}

/** Keeps what the form says; whatever is wrong, it comes back as it was typed. */
export async function saveWords(
  deps: ChroniclePagesDeps,
  request: ConsoleRequest,
  draft: DraftRow | undefined,
): Promise<ConsoleReply> {
  const { t, form } = request;
  const by = organizerOf(request).id;
  const typed = typedFrom(form);
  const revision = draft === undefined ? undefined : Number(form.get('revision'));
  const tags = await knownTags(deps.database.pool);
  const { words, problems } = parseEntry(typed, {
    today: await todayOf(deps),
    tags,
    before: draft?.content.sources ?? [],
  });
  if (words === undefined) return editorPage(request, { draft, revision, typed, tags, problems });
  if (draft === undefined || revision === undefined) {
    const { id } = await createDraft(deps, { content: { ...EMPTY_ENTRY, ...words }, by });
    return { kind: 'redirect', to: hrefOf(id), flash: t('chronicle-desk-saved') };
  }
  const change = (content: DraftRow['content']) => ({ ...content, ...words });
  const saved = await changeDraft(deps, { id: draft.id, revision, by, change });
  switch (saved.kind) {
    case 'saved':
      return { kind: 'redirect', to: hrefOf(draft.id), flash: t('chronicle-desk-saved') };
    case 'unknown':
      return gone(request);
    case 'not-a-draft':
      return notADraft(request, draft.id);
    case 'conflict':
      // What was typed stays on the page; saving once more, knowingly, goes on from the newer one.
      return editorPage(request, {
        draft,
        revision: saved.revision,
        typed,
        tags,
        notice: (
          <Notice tone="warning" title={t('chronicle-desk-conflict')}>
            <a href={hrefOf(draft.id)} target="_blank" rel="noopener">
              {t('chronicle-desk-conflict-look')}
            </a>
          </Notice>
        ),
      });
  }
}

function editorPage(
  { t, csrf, language }: ConsoleRequest,
  shown: {
    readonly draft: DraftRow | undefined;
    readonly revision: number | undefined;
    readonly typed: TypedEntry;
    readonly tags: readonly ChronicleTag[];
    readonly problems?: FieldProblems;
    readonly notice?: VNode;
  },
): ConsoleReply {
  const { draft, revision, typed, tags, problems = new Map(), notice } = shown;
  const title = draft === undefined ? '' : wordsIn(draft.content.title, language);
  return {
    kind: 'page',
    title: title || t('chronicle-desk-new'),
    status: problems.size > 0 ? 422 : 200,
    back:
      draft === undefined
        ? { href: HOME, label: t('chronicle-desk-heading') }
        : { href: hrefOf(draft.id), label: t('chronicle-desk-back') },
    body: (
      <>
        {notice}
        {problems.size > 0 && (
          <Problem title={t('chronicle-desk-not-saved')} text={t('chronicle-desk-not-saved-text')} />
        )}
        <Editor
          t={t}
          language={language}
          csrf={csrf}
          action={draft === undefined ? `${HOME}/new` : `${hrefOf(draft.id)}/edit`}
          revision={revision}
          typed={typed}
          problems={problems}
          tags={tags}
        />
      </>
    ),
  };
}

/** Tags of entries and drafts, those in use most first. */
async function knownTags(q: Queryable): Promise<ChronicleTag[]> {
  const [rows, drafted] = await Promise.all([listEntries(q), tagsOfDrafts(q)]);
  const published = publicTimeline(rows).tags.map(({ id, name }) => ({ id, name }));
  return [...published, ...drafted.filter(({ id }) => !published.some((tag) => tag.id === id))];
}
