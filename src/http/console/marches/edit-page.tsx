import type { VNode } from 'preact';
import { saveMarch } from '../../../actions/marches/save-march.ts';
import type { MarchRow } from '../../../storage/marches.ts';
import { organizerOf } from '../organizer-of.ts';
import type { ConsoleReply, ConsoleRequest } from '../route.ts';
import { Notice, Problem } from '../ui/messages.tsx';
import { type MarchPagesDeps, regionsOf, stationsOf } from './deps.ts';
import { Editor } from './editor.tsx';
import {
  EMPTY_MARCH,
  EMPTY_ZONE,
  type MarchProblems,
  parseMarch,
  type TypedMarch,
  typedFrom,
  typedOf,
  withoutEmptyZones,
} from './march-form.ts';

/** A new march, or a draft. */
export async function editPage(
  deps: MarchPagesDeps,
  request: ConsoleRequest,
  march: MarchRow | undefined,
): Promise<ConsoleReply> {
  if (march !== undefined && march.state !== 'draft') return notADraft(request, march.id);
  const typed = march === undefined ? EMPTY_MARCH : typedOf(march, await deps.timeZone());
  return editorPage(deps, request, { march, revision: march?.revision, typed });
}

/** Keeps what the form says, or shows it with a zone more or less; whatever is wrong, it comes back as it was typed. */
export async function saveDraft(
  deps: MarchPagesDeps,
  request: ConsoleRequest,
  march: MarchRow | undefined,
): Promise<ConsoleReply> {
  const { t, form } = request;
  const revision = march === undefined ? undefined : Number(form.get('revision'));
  const asTyped = typedFrom(form);
  // A button is of a row as it stands on the page.
  const changed = await changedZones(deps, asTyped, form.get('act') ?? '');
  if (changed !== undefined) return editorPage(deps, request, { march, revision, typed: changed });
  const typed = withoutEmptyZones(asTyped);
  const timeZone = await deps.timeZone();
  const { fields, problems } = parseMarch(typed, { timeZone, stations: await stationsOf(deps) });
  if (fields === undefined) return editorPage(deps, request, { march, revision, typed, problems });
  const saved = await saveMarch(deps, {
    ...(march === undefined || revision === undefined ? {} : { id: march.id, revision }),
    fields,
    timeZone,
    by: organizerOf(request).id,
  });
  switch (saved.kind) {
    case 'saved':
      return { kind: 'redirect', to: `/console/marches/${saved.id}`, flash: t('marches-saved') };
    case 'unknown':
      return { kind: 'problem', status: 404, message: t('marches-unknown') };
    case 'not-a-draft':
      return notADraft(request, march?.id ?? '');
    case 'conflict':
      // What was typed stays on the page; saving once more, knowingly, goes on from the newer one.
      return editorPage(deps, request, {
        march,
        revision: saved.revision,
        typed,
        notice: (
          <Notice tone="warning" title={t('marches-conflict')}>
            <a href={`/console/marches/${march?.id ?? ''}`} target="_blank" rel="noopener">
              {t('marches-conflict-look')}
            </a>
          </Notice>
        ),
      });
  }
}

/** The form after one of its smaller buttons; undefined when it is to be saved. */
async function changedZones(deps: MarchPagesDeps, typed: TypedMarch, act: string): Promise<TypedMarch | undefined> {
  const { zones } = typed;
  if (act === 'add') return { ...typed, zones: [...zones, EMPTY_ZONE] };
  if (act === 'regions') {
    const made = (await regionsOf(deps)).map((region) => ({
      name: { be: region, ru: region, en: region },
      area: region,
    }));
    return { ...typed, zones: [...zones, ...made] };
  }
  const removed = /^remove-(\d{1,3})$/.exec(act)?.[1];
  return removed === undefined ? undefined : { ...typed, zones: zones.filter((_, i) => i !== Number(removed)) };
}

async function editorPage(
  deps: MarchPagesDeps,
  { t, csrf }: ConsoleRequest,
  shown: {
    readonly march: MarchRow | undefined;
    readonly revision: number | undefined;
    readonly typed: TypedMarch;
    readonly problems?: MarchProblems;
    readonly notice?: VNode;
  },
): Promise<ConsoleReply> {
  const { march, revision, typed, problems = new Map(), notice } = shown;
  const here = march === undefined ? '/console/marches' : `/console/marches/${march.id}`;
  return {
    kind: 'page',
    title: march === undefined ? t('marches-new') : t('marches-edit'),
    status: problems.size > 0 ? 422 : 200,
    back: { href: here, label: t('marches-heading') },
    body: (
      <>
        {notice}
        {problems.size > 0 && <Problem title={t('marches-not-saved')} text={t('marches-not-saved-text')} />}
        <Editor
          t={t}
          csrf={csrf}
          action={march === undefined ? '/console/marches/new' : `${here}/edit`}
          revision={revision}
          typed={typed}
          problems={problems}
          timeZone={await deps.timeZone()}
          regions={(await regionsOf(deps)).length}
        />
      </>
    ),
  };
}

function notADraft({ t }: ConsoleRequest, id: string): ConsoleReply {
  return { kind: 'redirect', to: `/console/marches/${id}`, flash: t('marches-not-a-draft') };
}
