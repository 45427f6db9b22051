import type { VNode } from 'preact';
import { previewOfficial } from '../../../actions/official/preview-official.ts';
import { saveProfile } from '../../../actions/official/save-profile.ts';
import { askForUpload, dropUpload, type UploadWish } from '../../../actions/official/upload-official.ts';
import type { Election } from '../../../domain/elections.ts';
import type { OfficialReading } from '../../../domain/official/reading.ts';
import { may } from '../../../domain/permissions.ts';
import { type OfficialUpload, uploadBytes } from '../../../storage/official-uploads.ts';
import { organizerOf } from '../organizer-of.ts';
import type { ConsoleReply, ConsoleRequest } from '../route.ts';
import { Confirm } from '../ui/forms.tsx';
import { Problem } from '../ui/messages.tsx';
import { BACK, cellNames, electionById, type OfficialPagesDeps } from './deps.ts';
import { MappingForm } from './mapping-form.tsx';
import { OutcomeView } from './outcome.tsx';
import { ProgressView } from './progress.tsx';
import { readingFromForm } from './reading-form.ts';
import { UploadBadge } from './upload-badge.tsx';

/** What is wrong with what was asked for last. */
interface Refused {
  readonly reading: OfficialReading;
  readonly message: string;
}

/** One upload: how it is read, what is wrong with it, or what became of it. */
export async function uploadPage(
  deps: OfficialPagesDeps,
  request: ConsoleRequest,
  upload: OfficialUpload,
  refused?: Refused,
): Promise<ConsoleReply> {
  const { t } = request;
  const election = await electionById(deps, upload.electionId);
  return {
    kind: 'page',
    title: upload.fileName,
    lead: t(`official-source-${upload.source}`),
    actions: <UploadBadge t={t} state={upload.state} />,
    back: { href: BACK, label: t('official-heading') },
    status: refused === undefined ? 200 : 409,
    body: (
      <>
        {refused !== undefined && <Problem text={refused.message} />}
        {upload.state === 'checking' || upload.state === 'importing' ? (
          <ProgressView t={t} upload={upload} />
        ) : (
          await settled(deps, request, upload, election, refused?.reading ?? upload.reading)
        )}
      </>
    ),
  };
}

async function settled(
  { database }: OfficialPagesDeps,
  request: ConsoleRequest,
  upload: OfficialUpload,
  election: Election,
  reading: OfficialReading,
): Promise<VNode> {
  const { t, language, csrf, organizer } = request;
  const nameOf = cellNames(t, language, election);
  const outcome = <OutcomeView t={t} upload={upload} nameOf={nameOf} />;
  if (upload.state === 'imported' || !may(organizer?.role, 'official.import')) return outcome;
  const preview = await previewOfficial(uploadBytes(database.pool, upload.id), election, reading);
  return (
    <>
      {outcome}
      <MappingForm request={request} upload={upload} election={election} reading={reading} preview={preview} />
      <Confirm
        label={t('official-drop')}
        question={t('official-drop-question')}
        confirm={t('official-drop')}
        action={`/console/official/uploads/${upload.id}/drop`}
        csrf={csrf}
        tone="bad"
      />
    </>
  );
}

/** What the form was sent for: to look again, to check, to import, or to save how it is read. */
export async function changeUpload(
  deps: OfficialPagesDeps,
  request: ConsoleRequest,
  upload: OfficialUpload,
): Promise<ConsoleReply> {
  const { t, form } = request;
  const { database, now } = deps;
  const election = await electionById(deps, upload.electionId);
  const reading = readingFromForm(form, election, upload.reading);
  const organizerId = organizerOf(request).id;
  const wanted = form.get('do');
  const wish: UploadWish = wanted === 'check' || wanted === 'import' ? wanted : 'look';
  if (wanted === 'save') {
    const name = form.get('profile') ?? '';
    const saved = await saveProfile(database, { electionId: election.id, name, reading, at: now(), organizerId });
    if (saved !== 'saved') return uploadPage(deps, request, upload, { reading, message: t('official-profile-name') });
  }
  const revision = Number(form.get('revision'));
  const asked = await askForUpload(database, upload, { revision, reading, wish, organizerId, at: now() });
  if (!asked) return uploadPage(deps, request, upload, { reading, message: t('official-changed-meanwhile') });
  const to = `/console/official/uploads/${upload.id}`;
  return { kind: 'redirect', to, ...(wanted === 'save' && { flash: t('official-profile-saved') }) };
}

export async function throwAway(
  { database, now }: OfficialPagesDeps,
  request: ConsoleRequest,
  upload: OfficialUpload,
): Promise<ConsoleReply> {
  const dropped = await dropUpload(database, upload, { organizerId: organizerOf(request).id, at: now() });
  const flash = request.t(dropped ? 'official-dropped' : 'official-changed-meanwhile');
  return { kind: 'redirect', to: dropped ? BACK : `${BACK}/uploads/${upload.id}`, flash };
}
