import type { VNode } from 'preact';
import { addPhoto } from '../../../actions/chronicle/add-photo.ts';
import { changeDraft } from '../../../actions/chronicle/save-draft.ts';
import { type ChroniclePhoto, LONGEST_ALT, MOST_PHOTOS, withoutEmpty } from '../../../domain/chronicle/content.ts';
import { MAX_PHOTO_BYTES } from '../../../domain/photos.ts';
import { wordsIn } from '../../../domain/some-languages.ts';
import type { DraftRow } from '../../../storage/chronicle-drafts.ts';
import { photoFile } from '../../pages/chronicle/paths.ts';
import { organizerOf } from '../organizer-of.ts';
import type { ConsoleReply, ConsoleRequest } from '../route.ts';
import { Card } from '../ui/data.tsx';
import { type FieldProblems, fieldErrors } from '../ui/field-errors.ts';
import { Checkbox, Field, LocalizedField } from '../ui/fields.tsx';
import { Actions, Form } from '../ui/forms.tsx';
import { localizedFrom } from '../ui/localized.ts';
import { Notice, Problem } from '../ui/messages.tsx';
import type { ChroniclePagesDeps } from './deps.ts';
import { checkLength } from './entry-form.ts';
import { gone, hrefOf, notADraft } from './replies.ts';

/** So that a photo that is too large still arrives, and is told at its field. */
export const UPLOAD_BYTES = 80 * 1024 * 1024;

const MEGABYTE = 1024 * 1024;

/** A draft's photos: added one by one, described, looked at. */
export async function photosPage(
  _: ChroniclePagesDeps,
  request: ConsoleRequest,
  draft: DraftRow,
): Promise<ConsoleReply> {
  if (draft.state !== 'draft') return notADraft(request, draft.id);
  return page(request, draft, new Map());
}

function page(request: ConsoleRequest, draft: DraftRow, problems: FieldProblems): ConsoleReply {
  const { t, csrf, language, form } = request;
  const { error, errors } = fieldErrors(t, problems);
  const { photos, facesChecked } = draft.content;
  const here = `${hrefOf(draft.id)}/photos`;
  const revision = <input type="hidden" name="revision" value={`${draft.revision}`} />;
  return {
    kind: 'page',
    title: t('chronicle-desk-photos'),
    status: problems.size > 0 ? 422 : 200,
    back: { href: hrefOf(draft.id), label: wordsIn(draft.content.title, language) || t('chronicle-desk-back') },
    body: (
      <>
        {problems.size > 0 && (
          <Problem title={t('chronicle-desk-not-saved')} text={t('chronicle-desk-not-saved-text')} />
        )}
        <Notice tone="warning" title={t('chronicle-desk-faces')}>
          <p>{t('chronicle-desk-faces-text')}</p>
        </Notice>
        {photos.length > 0 && (
          <Form csrf={csrf} action={here}>
            {revision}
            {photos.map((photo, at) => (
              <PhotoFields key={photo.id} request={request} photo={photo} at={at} errors={errors(`alt-${at}`)} />
            ))}
            <Card>
              <Checkbox
                name="faces-checked"
                label={t('chronicle-desk-faces-checked')}
                hint={t('chronicle-desk-faces-checked-hint')}
                checked={facesChecked}
              />
            </Card>
            <Actions>
              <button type="submit">{t('chronicle-desk-save')}</button>
            </Actions>
          </Form>
        )}
        {photos.length < MOST_PHOTOS && (
          <Form csrf={csrf} action={`${here}/add`} multipart>
            {revision}
            <Card title={t('chronicle-desk-photo-add')}>
              <Field
                name="photo"
                type="file"
                accept="image/png,image/jpeg,image/webp"
                label={t('chronicle-desk-photo')}
                hint={t('chronicle-desk-photo-hint', { most: MAX_PHOTO_BYTES / MEGABYTE })}
                error={error('photo')}
              />
              <LocalizedField
                t={t}
                name="alt"
                label={t('chronicle-desk-alt')}
                hint={t('chronicle-desk-alt-hint')}
                values={localizedFrom(form, 'alt')}
                errors={errors('alt')}
                maxLength={LONGEST_ALT}
              />
              <button type="submit" class="secondary">
                {t('chronicle-desk-photo-add')}
              </button>
            </Card>
          </Form>
        )}
      </>
    ),
  };
}

function PhotoFields(props: {
  readonly request: ConsoleRequest;
  readonly photo: ChroniclePhoto;
  readonly at: number;
  readonly errors: ReturnType<ReturnType<typeof fieldErrors>['errors']>;
}): VNode {
  const { request, photo, at, errors } = props;
  const { t, language } = request;
  return (
    <Card title={t('chronicle-desk-photo-number', { number: at + 1 })}>
      <img
        class="thumbnail"
        src={`/${photoFile(photo)}`}
        alt={wordsIn(photo.alt, language)}
        width={photo.width}
        height={photo.height}
      />
      <LocalizedField
        t={t}
        name={`alt-${at}`}
        label={t('chronicle-desk-alt')}
        values={photo.alt}
        errors={errors}
        maxLength={LONGEST_ALT}
      />
      <Checkbox name={`remove-${at}`} label={t('chronicle-desk-photo-remove')} checked={false} />
    </Card>
  );
}

/** Keeps descriptions, what is to go, and that faces were looked at. */
export async function savePhotos(
  deps: ChroniclePagesDeps,
  request: ConsoleRequest,
  draft: DraftRow,
): Promise<ConsoleReply> {
  const { t, form } = request;
  const problems = new Map();
  const alts = draft.content.photos.map((_, at) => {
    const alt = localizedFrom(form, `alt-${at}`);
    checkLength(problems, `alt-${at}`, alt, LONGEST_ALT);
    return withoutEmpty(alt);
  });
  if (problems.size > 0) return page(request, draft, problems);
  const saved = await changeDraft(deps, {
    id: draft.id,
    revision: Number(form.get('revision')),
    by: organizerOf(request).id,
    change: (content) => ({
      ...content,
      photos: content.photos
        .map((photo, at) => ({ ...photo, alt: alts[at] ?? photo.alt }))
        .filter((_, at) => !form.has(`remove-${at}`)),
      facesChecked: form.has('faces-checked'),
    }),
  });
  if (saved.kind === 'unknown') return gone(request);
  if (saved.kind === 'not-a-draft') return notADraft(request, draft.id);
  if (saved.kind === 'conflict')
    return { kind: 'redirect', to: `${hrefOf(draft.id)}/photos`, flash: t('chronicle-desk-conflict') };
  return { kind: 'redirect', to: hrefOf(draft.id), flash: t('chronicle-desk-saved') };
}

/** Takes an uploaded photo; what cannot be used is told at its field, and what was typed stays. */
export async function uploadPhoto(
  deps: ChroniclePagesDeps,
  request: ConsoleRequest,
  draft: DraftRow,
): Promise<ConsoleReply> {
  const { t, form, files } = request;
  const upload = files.get('photo');
  const alt = localizedFrom(form, 'alt');
  const problems = new Map();
  checkLength(problems, 'alt', alt, LONGEST_ALT);
  if (upload === undefined) problems.set('photo', { key: 'chronicle-desk-photo-missing' });
  else if (upload.bytes.length > MAX_PHOTO_BYTES)
    problems.set('photo', {
      key: 'chronicle-desk-photo-large',
      args: { most: MAX_PHOTO_BYTES / MEGABYTE, size: Math.ceil(upload.bytes.length / MEGABYTE) },
    });
  if (problems.size > 0 || upload === undefined) return page(request, draft, problems);
  const added = await addPhoto(deps, {
    id: draft.id,
    revision: Number(form.get('revision')),
    by: organizerOf(request).id,
    bytes: upload.bytes,
    alt: withoutEmpty(alt),
  });
  const here = `${hrefOf(draft.id)}/photos`;
  switch (added.kind) {
    case 'saved':
      return { kind: 'redirect', to: here, flash: t('chronicle-desk-photo-added') };
    case 'no-picture':
      return page(request, draft, new Map([['photo', { key: 'chronicle-desk-photo-odd' }]]));
    case 'too-many':
      return page(
        request,
        draft,
        new Map([['photo', { key: 'chronicle-desk-photo-many', args: { most: MOST_PHOTOS } }]]),
      );
    case 'conflict':
      return { kind: 'redirect', to: here, flash: t('chronicle-desk-conflict') };
    case 'not-a-draft':
      return notADraft(request, draft.id);
    case 'unknown':
      return gone(request);
  }
}
