import type { VNode } from 'preact';
import { saveBroadcast } from '../../../actions/broadcasts/save.ts';
import type { BroadcastRow } from '../../../storage/broadcasts.ts';
import type { ConsoleReply, ConsoleRequest } from '../route.ts';
import { Notice, Problem } from '../ui/messages.tsx';
import { type BroadcastPagesDeps, parsingWorld } from './deps.ts';
import { EMPTY_DRAFT, parseDraft, type TypedDraft, typedFrom, typedOf } from './draft-form.ts';
import { Editor, type EditorChoices } from './editor.tsx';
import { gone, notADraft } from './replies.ts';

/** A new broadcast, or a draft. */
export async function editPage(
  deps: BroadcastPagesDeps,
  request: ConsoleRequest,
  row: BroadcastRow | undefined,
): Promise<ConsoleReply> {
  if (row !== undefined && row.state !== 'draft') return notADraft(request, row.id);
  const typed = row === undefined ? EMPTY_DRAFT : typedOf(row, await deps.timeZone());
  return editorPage(deps, request, { row, revision: row?.revision, typed, problems: new Map() });
}

async function editorPage(
  deps: BroadcastPagesDeps,
  request: ConsoleRequest,
  shown: {
    row: BroadcastRow | undefined;
    revision: number | undefined;
    typed: TypedDraft;
    problems: Awaited<ReturnType<typeof parseDraft>>['problems'];
    notice?: VNode;
  },
): Promise<ConsoleReply> {
  const { t, csrf } = request;
  const { row, revision, typed, problems, notice } = shown;
  const here = row === undefined ? '/console/broadcasts' : `/console/broadcasts/${row.id}`;
  return {
    kind: 'page',
    title: row === undefined ? t('broadcasts-new') : row.title,
    status: problems.size > 0 ? 422 : 200,
    back: { href: here, label: row === undefined ? t('broadcasts-heading') : t('broadcasts-back') },
    body: (
      <>
        {notice}
        {problems.size > 0 && <Problem title={t('broadcasts-not-saved')} text={t('broadcasts-not-saved-text')} />}
        <Editor
          t={t}
          csrf={csrf}
          action={row === undefined ? '/console/broadcasts/new' : `${here}/edit`}
          revision={revision}
          typed={typed}
          problems={problems}
          choices={await choicesFor(deps, request)}
        />
      </>
    ),
  };
}

/** Keeps what the form says; whatever is wrong, it comes back as it was typed. */
export async function saveDraft(
  deps: BroadcastPagesDeps,
  request: ConsoleRequest,
  row: BroadcastRow | undefined,
): Promise<ConsoleReply> {
  const { t, form, files, organizer } = request;
  const revision = row === undefined ? undefined : Number(form.get('revision'));
  let typed = typedFrom(form);
  const upload = files.get('picture');
  const kept = upload === undefined ? undefined : await deps.keepPicture(upload.bytes);
  if (kept !== undefined) typed = { ...typed, picture: { be: kept, ru: kept, en: kept } };
  const { draft, problems } = await parseDraft(typed, await parsingWorld(deps));
  if (upload !== undefined && kept === undefined) {
    const odd = new Map([...problems, ['picture', { key: 'broadcasts-picture-odd' } as const] as const]);
    return editorPage(deps, request, { row, revision, typed, problems: odd });
  }
  if (draft === undefined) return editorPage(deps, request, { row, revision, typed, problems });
  const saved = await saveBroadcast(deps, {
    ...draft,
    ...(row === undefined || revision === undefined ? {} : { id: row.id, revision }),
    by: organizer?.id ?? '',
  });
  switch (saved.kind) {
    case 'saved':
      return { kind: 'redirect', to: `/console/broadcasts/${saved.id}`, flash: t('broadcasts-saved') };
    case 'unknown':
      return gone(request);
    case 'not-a-draft':
      return notADraft(request, row?.id ?? '');
    case 'conflict':
      // What was typed stays on the page; saving once more, knowingly, goes on from the newer one.
      return editorPage(deps, request, {
        row,
        revision: saved.revision,
        typed,
        problems: new Map(),
        notice: (
          <Notice tone="warning" title={t('broadcasts-conflict')}>
            <p>{t('broadcasts-conflict-text')}</p>
            <a href={`/console/broadcasts/${row?.id ?? ''}`} target="_blank" rel="noopener">
              {t('broadcasts-conflict-look')}
            </a>
          </Notice>
        ),
      });
  }
}

async function choicesFor(deps: BroadcastPagesDeps, { language }: ConsoleRequest): Promise<EditorChoices> {
  const [regions, surveys, timeZone] = await Promise.all([deps.regions(), deps.surveys(), deps.timeZone()]);
  return { regions, surveys: surveys.map((s) => ({ ...s, title: s.title[language] || s.id })), timeZone };
}
