import { randomInt } from 'node:crypto';
import { copySurvey } from '../../../actions/surveys/copy-survey.ts';
import { deleteSurvey } from '../../../actions/surveys/delete-survey.ts';
import { endSurvey } from '../../../actions/surveys/end-survey.ts';
import { openSurvey } from '../../../actions/surveys/open-survey.ts';
import { trySurvey } from '../../../actions/surveys/try-survey.ts';
import type { Permission } from '../../../domain/permissions.ts';
import type { StoredSurvey } from '../../../storage/surveys.ts';
import { organizerOf } from '../organizer-of.ts';
import type { ConsoleReply, ConsoleRequest, ConsoleRoute } from '../route.ts';
import type { SurveyPagesDeps } from './deps.ts';
import { editRoutes, withSurvey } from './edit.tsx';
import { listPage } from './list.tsx';
import { dropMargins, exampleMargins, MAX_MARGINS_FILE, marginsPage, takeMargins } from './margins.tsx';
import { MAX_PARTNER_FORM, partnerPage, savePartner } from './partner.tsx';
import { previewPage } from './preview-page.tsx';
import { showPage } from './show.tsx';

/** Everything below `/console/surveys` but results. */
export function surveyRoutes(deps: SurveyPagesDeps): ConsoleRoute[] {
  return [
    {
      method: 'GET',
      path: '/surveys',
      permission: 'surveys.read',
      handle: (request) => listPage(deps, request),
    },
    ...editRoutes(deps),
    page('/surveys/:id', (request, survey) => showPage(deps, request, survey), 'surveys.read'),
    page('/surveys/:id/preview', async (request, survey) => previewPage(deps, request, survey), 'surveys.read'),
    page('/surveys/:id/partner', async (request, survey) => partnerPage(request, survey)),
    {
      ...doing('/surveys/:id/partner', (request, survey) => savePartner(deps, request, survey)),
      maxBytes: MAX_PARTNER_FORM,
    },
    page('/surveys/:id/margins', (request, survey) => marginsPage(deps, request, survey)),
    page('/surveys/:id/margins/example.csv', () => exampleMargins(deps)),
    {
      ...doing('/surveys/:id/margins', (request, survey) => takeMargins(deps, request, survey)),
      maxBytes: MAX_MARGINS_FILE,
    },
    doing('/surveys/:id/margins/remove', (request, survey) => dropMargins(deps, request, survey)),
    doing('/surveys/:id/open', (request, survey) => open(deps, request, survey)),
    doing('/surveys/:id/close', (request, survey) => close(deps, request, survey)),
    doing('/surveys/:id/delete', (request, survey) => remove(deps, request, survey)),
    doing('/surveys/:id/copy', (request, survey) => copy(deps, request, survey)),
    doing('/surveys/:id/try', (request, survey) => tryOut(deps, request, survey)),
  ];

  type Handle = (request: ConsoleRequest, survey: StoredSurvey) => Promise<ConsoleReply>;

  function page(path: string, handle: Handle, permission: Permission = 'surveys.edit'): ConsoleRoute {
    return { method: 'GET', path, permission, handle: (request) => onSurvey(request, handle) };
  }

  function doing(path: string, handle: Handle): ConsoleRoute {
    return { method: 'POST', path, permission: 'surveys.edit', handle: (request) => onSurvey(request, handle) };
  }

  function onSurvey(request: ConsoleRequest, handle: Handle): Promise<ConsoleReply> {
    return withSurvey(deps, request, (survey) => handle(request, survey));
  }
}

async function open(deps: SurveyPagesDeps, request: ConsoleRequest, { id }: StoredSurvey): Promise<ConsoleReply> {
  const { t, form } = request;
  const revision = Number(form.get('revision')) || 0;
  const { kind } = await openSurvey(deps, { id, revision, by: organizerOf(request).id });
  return { kind: 'redirect', to: `/console/surveys/${id}`, flash: t(`surveys-open-${kind}`) };
}

async function close(deps: SurveyPagesDeps, request: ConsoleRequest, { id }: StoredSurvey): Promise<ConsoleReply> {
  const closed = await endSurvey(deps, { id, by: organizerOf(request).id });
  const flash = request.t(closed ? 'surveys-close-done' : 'surveys-close-not-open');
  return { kind: 'redirect', to: `/console/surveys/${id}`, flash };
}

async function remove(deps: SurveyPagesDeps, request: ConsoleRequest, { id }: StoredSurvey): Promise<ConsoleReply> {
  const deleted = await deleteSurvey(deps, { id, by: organizerOf(request).id });
  return deleted
    ? { kind: 'redirect', to: '/console/surveys', flash: request.t('surveys-delete-done') }
    : { kind: 'redirect', to: `/console/surveys/${id}`, flash: request.t('surveys-delete-not') };
}

async function copy(deps: SurveyPagesDeps, request: ConsoleRequest, { id }: StoredSurvey): Promise<ConsoleReply> {
  const made = await copySurvey(deps, { id, by: organizerOf(request).id });
  if (made === undefined) return { kind: 'problem', status: 404, message: request.t('surveys-unknown') };
  return { kind: 'redirect', to: `/console/surveys/${made}/edit`, flash: request.t('surveys-copied', { id: made }) };
}

/** The code is shown once, on the page that answers. */
async function tryOut(deps: SurveyPagesDeps, request: ConsoleRequest, survey: StoredSurvey): Promise<ConsoleReply> {
  const random = (below: number) => randomInt(below);
  const made = await trySurvey({ ...deps, random }, { id: survey.id, by: organizerOf(request).id });
  return showPage(deps, request, survey, made);
}
