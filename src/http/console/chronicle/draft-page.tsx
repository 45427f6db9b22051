import type { VNode } from 'preact';
import { proposeEntry } from '../../../actions/chronicle/publish-entry.ts';
import { discardDraft } from '../../../actions/chronicle/save-draft.ts';
import { contentProblems, LONGEST_NOTE } from '../../../domain/chronicle/content.ts';
import { may } from '../../../domain/permissions.ts';
import { wordsIn } from '../../../domain/some-languages.ts';
import type { DraftRow } from '../../../storage/chronicle-drafts.ts';
import { organizerOf } from '../organizer-of.ts';
import type { ConsoleReply, ConsoleRequest } from '../route.ts';
import { Card } from '../ui/data.tsx';
import { Checkbox, LocalizedField } from '../ui/fields.tsx';
import { Actions, Confirm, Form } from '../ui/forms.tsx';
import { Badge, Notice } from '../ui/messages.tsx';
import { type ChroniclePagesDeps, previewLook } from './deps.ts';
import { noteFrom } from './entry-form.ts';
import { EntryPreview } from './preview.tsx';
import { problemWords } from './problem-words.ts';
import { gone, HOME, hrefOf, notADraft } from './replies.ts';

/** A draft as the public would see it, what is missing, and what may be done with it. */
export async function draftPage(
  _: ChroniclePagesDeps,
  request: ConsoleRequest,
  draft: DraftRow,
): Promise<ConsoleReply> {
  const { t, language, csrf, organizer } = request;
  const here = hrefOf(draft.id);
  const problems = contentProblems(draft.content);
  const mayWrite = draft.state === 'draft' && may(organizer?.role, 'chronicle.edit');
  return {
    kind: 'page',
    title: wordsIn(draft.content.title, language) || t('chronicle-desk-untitled'),
    back: { href: HOME, label: t('chronicle-desk-heading') },
    actions: (
      <Badge tone={draft.state === 'proposed' ? 'warning' : 'neutral'}>
        {t(`chronicle-desk-state-${draft.state}`)}
      </Badge>
    ),
    body: (
      <>
        {draft.state === 'proposed' && (
          <Notice tone="warning" title={t('chronicle-desk-waits')}>
            <a href="/console/proposals">{t('chronicle-desk-waits-link')}</a>
          </Notice>
        )}
        {draft.entryNumber !== null && (
          <Notice>
            <a href={`${HOME}/entries/${draft.entryNumber}`}>
              {t('chronicle-desk-corrects', { number: draft.entryNumber })}
            </a>
          </Notice>
        )}
        {draft.fromCitizen && <Notice>{t('chronicle-desk-from-citizen')}</Notice>}
        {mayWrite && problems.length > 0 && (
          <Notice tone="warning" title={t('chronicle-desk-unfinished')}>
            <ul>
              {problems.map((problem, at) => (
                <li key={at}>{problemWords(t, problem)}</li>
              ))}
            </ul>
          </Notice>
        )}
        {mayWrite && (
          <Actions>
            <a class="button secondary" href={`${here}/edit`}>
              {t('chronicle-desk-edit')}
            </a>
            <a class="button secondary" href={`${here}/photos`}>
              {t('chronicle-desk-photos-count', { count: draft.content.photos.length })}
            </a>
            <Confirm
              label={t('chronicle-desk-discard')}
              question={t('chronicle-desk-discard-question')}
              confirm={t('chronicle-desk-discard-yes')}
              action={`${here}/discard`}
              csrf={csrf}
              tone="bad"
            />
          </Actions>
        )}
        <Card title={t('chronicle-desk-preview')}>
          <EntryPreview t={t} content={draft.content} lookIn={(one) => previewLook(t, one)} />
        </Card>
        {mayWrite && problems.length === 0 && <ProposeForm request={request} draft={draft} csrf={csrf} />}
      </>
    ),
  };
}

function ProposeForm(props: {
  readonly request: ConsoleRequest;
  readonly draft: DraftRow;
  readonly csrf: string;
}): VNode {
  const { request, draft, csrf } = props;
  const { t } = request;
  return (
    <Card title={t('chronicle-desk-propose')}>
      <Form csrf={csrf} action={`${hrefOf(draft.id)}/propose`}>
        <input type="hidden" name="revision" value={`${draft.revision}`} />
        <p>{t('chronicle-desk-propose-text')}</p>
        {draft.entryNumber !== null && (
          <>
            <LocalizedField
              t={t}
              name="note"
              label={t('chronicle-desk-note')}
              hint={t('chronicle-desk-note-hint')}
              maxLength={LONGEST_NOTE}
            />
            <Checkbox
              name="hides-earlier"
              label={t('chronicle-desk-hides')}
              hint={t('chronicle-desk-hides-hint')}
              checked={false}
            />
          </>
        )}
        <button type="submit">{t('chronicle-desk-propose-yes')}</button>
      </Form>
    </Card>
  );
}

/** Hands it to a second person. */
export async function propose(
  deps: ChroniclePagesDeps,
  request: ConsoleRequest,
  { id }: DraftRow,
): Promise<ConsoleReply> {
  const { t, form } = request;
  const note = noteFrom(form);
  if (note === undefined)
    return { kind: 'redirect', to: hrefOf(id), flash: t('chronicle-desk-note-long', { most: LONGEST_NOTE }) };
  const proposed = await proposeEntry(deps, {
    id,
    revision: Number(form.get('revision')),
    note,
    hidesEarlier: form.has('hides-earlier'),
    by: organizerOf(request).id,
  });
  switch (proposed.kind) {
    case 'proposed':
      return { kind: 'redirect', to: hrefOf(id), flash: t('chronicle-desk-proposed') };
    case 'problems':
      return { kind: 'redirect', to: hrefOf(id), flash: t('chronicle-desk-unfinished') };
    case 'no-note':
      return { kind: 'redirect', to: hrefOf(id), flash: t('chronicle-desk-no-note') };
    case 'conflict':
      return { kind: 'redirect', to: hrefOf(id), flash: t('chronicle-desk-conflict') };
    case 'overtaken':
      return {
        kind: 'redirect',
        to: hrefOf(id),
        flash: t('chronicle-desk-overtaken', { version: proposed.version }),
      };
    case 'not-a-draft':
      return notADraft(request, id);
    case 'unknown':
      return gone(request);
  }
}

/** Throws it away. */
export async function discard(
  deps: ChroniclePagesDeps,
  request: ConsoleRequest,
  { id }: DraftRow,
): Promise<ConsoleReply> {
  const done = await discardDraft(deps, { id, by: organizerOf(request).id });
  return done ? { kind: 'redirect', to: HOME, flash: request.t('chronicle-desk-discarded') } : notADraft(request, id);
}
