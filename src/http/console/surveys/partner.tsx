import type { VNode } from 'preact';
import { z } from 'zod';
import { keepPicture } from '../../../actions/keep-picture.ts';
import { saveSurvey } from '../../../actions/surveys/save-survey.ts';
import { dayOf } from '../../../domain/days.ts';
import type { Localized } from '../../../domain/languages.ts';
import { MAX_PHOTO_BYTES } from '../../../domain/photos.ts';
import type { StoredSurvey } from '../../../storage/surveys.ts';
import { organizerOf } from '../organizer-of.ts';
import type { ConsoleReply, ConsoleRequest, FormValues } from '../route.ts';
import { Card } from '../ui/data.tsx';
import { Checkbox, Field, LocalizedField } from '../ui/fields.tsx';
import { Actions, Form } from '../ui/forms.tsx';
import { Notice, Problem } from '../ui/messages.tsx';
import type { SurveyPagesDeps } from './deps.ts';
import { NO_TEXT } from './draft.ts';
import { logoAddress } from './edit.tsx';
import { anchorOf, FieldErrors, type FieldProblem, placeText } from './places.ts';
import { backToSurveys, SurveyTabs } from './tabs.tsx';

/** Bytes of the form. More than a logo may have: one that is somewhat too large is to be said in its place. */
export const MAX_PARTNER_FORM = 2 * MAX_PHOTO_BYTES;

interface PartnerDraft {
  readonly revision: string;
  readonly name: Localized;
  readonly line: Localized;
  readonly link: string;
  /** Of a picture that is kept already, also one that came with a form whose texts were refused. */
  readonly logo: string | null;
}

interface Shown {
  readonly draft: PartnerDraft;
  readonly problems?: readonly FieldProblem[];
  readonly logoError?: string;
  readonly conflict?: boolean;
}

/** Whose survey it is together with: name, line, link and logo. */
export function partnerPage(request: ConsoleRequest, survey: StoredSurvey): ConsoleReply {
  const { partner } = survey.definition;
  const { name, line, link, logo } = partner ?? { name: NO_TEXT, line: NO_TEXT, link: '', logo: null };
  return page(request, survey, { draft: { revision: String(survey.revision), name, line, link, logo } });
}

export async function savePartner(
  deps: SurveyPagesDeps,
  request: ConsoleRequest,
  survey: StoredSurvey,
): Promise<ConsoleReply> {
  const { t, form, files } = request;
  const organizer = organizerOf(request);
  const upload = files.get('logo');
  const today = () => dayOf(deps.now());
  const kept = upload && (await keepPicture({ ...deps, today }, upload.bytes, { opaque: true }));
  const draft = readPartner(form, kept);
  if (upload !== undefined && kept === undefined) {
    return page(request, survey, { draft, logoError: t('surveys-logo-refused') }, 422);
  }
  const removed = form.get('do') === 'remove';
  const { name, line, link, logo } = draft;
  const trimmed = (text: Localized) => ({ be: text.be.trim(), ru: text.ru.trim(), en: text.en.trim() });
  const partner = removed ? null : { name: trimmed(name), line: trimmed(line), link: link.trim(), logo };
  const { id, definition, opensAt, closesAt, changeable } = survey;
  const saved = await saveSurvey(deps, {
    id,
    revision: Number(draft.revision) || 0,
    definition: { ...definition, partner },
    opensAt,
    closesAt,
    changeable,
    by: organizer.id,
  });
  switch (saved.kind) {
    case 'saved': {
      const flash = t(removed ? 'surveys-partner-removed' : 'surveys-saved');
      return { kind: 'redirect', to: `/console/surveys/${id}/partner`, flash };
    }
    case 'refused':
      return page(request, survey, { draft, problems: saved.problems }, 422);
    case 'conflict':
      // The form holds the partner alone, and the rest is as it is stored: the next save may go through.
      return page(
        request,
        saved.newest,
        { draft: { ...draft, revision: String(saved.newest.revision) }, conflict: true },
        409,
      );
    case 'id-taken':
    case 'unknown':
      return { kind: 'problem', status: 404, message: t('surveys-unknown') };
    default:
      return saved satisfies never;
  }
}

function readPartner(form: FormValues, uploaded: string | undefined): PartnerDraft {
  const text = (name: string): Localized => ({
    be: form.get(`${name}.be`) ?? '',
    ru: form.get(`${name}.ru`) ?? '',
    en: form.get(`${name}.en`) ?? '',
  });
  const before = form.get('logoId') ?? '';
  const known = z.uuid().safeParse(before).success && !form.has('logoRemoved') ? before : null;
  return {
    revision: form.get('revision') ?? '',
    name: text('partner.name'),
    line: text('partner.line'),
    link: form.get('partner.link') ?? '',
    logo: uploaded ?? known,
  };
}

function page(request: ConsoleRequest, survey: StoredSurvey, shown: Shown, status = 200): ConsoleReply {
  const { t, organizer, language } = request;
  const body = (
    <>
      <link rel="stylesheet" href="/assets/surveys.css" />
      <SurveyTabs t={t} id={survey.id} current="partner" organizer={organizer} />
      <p>{t('surveys-partner-text')}</p>
      <PartnerForm request={request} survey={survey} shown={shown} />
    </>
  );
  return { kind: 'page', title: survey.definition.title[language], body, status, back: backToSurveys(t) };
}

function PartnerForm(props: {
  readonly request: ConsoleRequest;
  readonly survey: StoredSurvey;
  readonly shown: Shown;
}): VNode {
  const { t, csrf } = props.request;
  const { draft, problems = [], logoError, conflict = false } = props.shown;
  const errors = new FieldErrors(t, problems);
  const logo = logoAddress(draft.logo);
  return (
    <Form csrf={csrf} multipart>
      <input type="hidden" name="revision" value={draft.revision} />
      <input type="hidden" name="logoId" value={draft.logo ?? ''} />
      {conflict && (
        <Notice tone="warning" title={t('surveys-conflict')}>
          <p>{t('surveys-partner-conflict')}</p>
        </Notice>
      )}
      {(problems.length > 0 || logoError !== undefined) && (
        <Problem
          title={t('surveys-not-saved', { count: problems.length + (logoError === undefined ? 0 : 1) })}
          items={[
            ...errors.problems.map(({ place }) => (
              <a key={place} href={`#${anchorOf(place)}`}>
                {placeText(t, place)}: {errors.at(place)}
              </a>
            )),
            ...(logoError === undefined
              ? []
              : [
                  <a key="logo" href="#f-logo">
                    {logoError}
                  </a>,
                ]),
          ]}
        />
      )}
      <Card>
        <LocalizedField
          t={t}
          name="partner.name"
          label={t('surveys-place-name')}
          values={draft.name}
          errors={errors.localized('partner.name')}
        />
        <LocalizedField
          t={t}
          name="partner.line"
          label={t('surveys-place-line')}
          hint={t('surveys-line-hint')}
          values={draft.line}
          errors={errors.localized('partner.line')}
        />
        <Field
          type="url"
          name="partner.link"
          label={t('surveys-place-link')}
          hint={t('surveys-link-hint')}
          value={draft.link}
          error={errors.at('partner.link')}
          placeholder="https://"
        />
        {logo !== undefined && (
          <figure class="kept-logo">
            <img src={logo} alt={t('surveys-logo')} />
          </figure>
        )}
        {logo !== undefined && <Checkbox name="logoRemoved" label={t('surveys-logo-remove')} checked={false} />}
        <Field
          type="file"
          name="logo"
          label={t('surveys-logo')}
          hint={t('surveys-logo-hint')}
          error={logoError}
          accept="image/png,image/jpeg,image/webp"
        />
        <Actions>
          <button type="submit" name="do" value="save">
            {t('surveys-save')}
          </button>
          {props.survey.definition.partner !== null && (
            <button type="submit" name="do" value="remove" class="secondary outline">
              {t('surveys-partner-remove')}
            </button>
          )}
        </Actions>
      </Card>
    </Form>
  );
}
