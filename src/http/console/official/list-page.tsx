import type { VNode } from 'preact';
import { uploadOfficial } from '../../../actions/official/upload-official.ts';
import { OFFICIAL_SOURCES } from '../../../domain/official/terms.ts';
import { may } from '../../../domain/permissions.ts';
import type { Translate } from '../../../i18n/translate.ts';
import { type ListedImport, listAllImports } from '../../../storage/official-pages.ts';
import { listOfficialProfiles, type OfficialProfile } from '../../../storage/official-profiles.ts';
import { listOpenUploads, type OfficialUpload } from '../../../storage/official-uploads.ts';
import { organizerOf } from '../organizer-of.ts';
import type { ConsoleReply, ConsoleRequest } from '../route.ts';
import { Card, Table, Time } from '../ui/data.tsx';
import { Choices, Field, Select } from '../ui/fields.tsx';
import { Actions, Form } from '../ui/forms.tsx';
import { EmptyState, Notice } from '../ui/messages.tsx';
import { electionOf, type OfficialPagesDeps } from './deps.ts';
import { UploadBadge } from './upload-badge.tsx';

type Errors = Partial<Readonly<Record<'source' | 'file', string>>>;

/** Every version of every source, side by side, and what is being imported. */
export async function listPage(
  deps: OfficialPagesDeps,
  request: ConsoleRequest,
  errors: Errors = {},
): Promise<ConsoleReply> {
  const { t, organizer } = request;
  const { pool } = deps.database;
  const title = t('official-heading');
  const election = await electionOf(deps);
  if (election === undefined) {
    const body = <EmptyState title={t('official-no-election')} text={t('official-no-election-text')} />;
    return { kind: 'page', title, body };
  }
  const [imports, uploads, profiles] = await Promise.all([
    listAllImports(pool, election.id),
    listOpenUploads(pool, election.id),
    listOfficialProfiles(pool, election.id),
  ]);
  const mayImport = may(organizer?.role, 'official.import');
  const body = (
    <>
      {imports.length === 0 ? (
        <EmptyState title={t('official-none')} text={t('official-none-text')} />
      ) : (
        <Versions t={t} imports={imports} />
      )}
      {uploads.length > 0 && (
        <Card title={t('official-uploads')}>
          <Uploads request={request} uploads={uploads} zone={election.timeZone} />
        </Card>
      )}
      {mayImport && <UploadForm request={request} profiles={profiles} errors={errors} />}
    </>
  );
  const status = Object.keys(errors).length > 0 ? 422 : 200;
  return { kind: 'page', title, lead: t('official-lead'), body, status };
}

/** Keeps a file, and leads on to how it is read. */
export async function takeUpload(deps: OfficialPagesDeps, request: ConsoleRequest): Promise<ConsoleReply> {
  const { t, form, files } = request;
  const election = await electionOf(deps);
  if (election === undefined) return listPage(deps, request);
  const source = OFFICIAL_SOURCES.find((one) => one === form.get('source'));
  const file = files.get('file');
  if (source === undefined || file === undefined || file.bytes.length === 0) {
    return listPage(deps, request, {
      ...(source === undefined && { source: t('official-which-source') }),
      ...((file === undefined || file.bytes.length === 0) && { file: t('official-which-file') }),
    });
  }
  const profiles = await listOfficialProfiles(deps.database.pool, election.id);
  const reading = profiles.find(({ name }) => name === form.get('profile'))?.reading;
  const id = await uploadOfficial(deps.database, {
    electionId: election.id,
    source,
    fileName: file.name,
    bytes: file.bytes,
    ...(reading !== undefined && { reading }),
    organizerId: organizerOf(request).id,
    at: deps.now(),
  });
  return { kind: 'redirect', to: `/console/official/uploads/${id}` };
}

/** A column for each source, the newest version on top. */
function Versions({ t, imports }: { readonly t: Translate; readonly imports: readonly ListedImport[] }): VNode {
  const bySource = OFFICIAL_SOURCES.map((source) => imports.filter((one) => one.source === source));
  const most = Math.max(...bySource.map((of) => of.length));
  return (
    <Table
      keepShape
      caption={t('official-versions')}
      columns={OFFICIAL_SOURCES.map((source) => ({ label: t(`official-source-${source}`) }))}
      rows={Array.from({ length: most }, (_, row) =>
        bySource.map((of) => {
          const one = of[row];
          return one === undefined ? (
            '–'
          ) : (
            <>
              <a href={`/console/official/imports/${one.id}`}>{t('official-version', { version: `${one.version}` })}</a>
              <br />
              {one.fileName}
              <br />
              <small>
                {one.importedOn} · {t('official-stations', { stations: one.stations })}
              </small>
            </>
          );
        }),
      )}
    />
  );
}

function Uploads(props: {
  readonly request: ConsoleRequest;
  readonly uploads: readonly OfficialUpload[];
  readonly zone: string;
}): VNode {
  const { t, language } = props.request;
  return (
    <Table
      caption={t('official-uploads')}
      columns={[
        { label: t('official-file') },
        { label: t('official-source') },
        { label: t('official-state') },
        { label: t('official-uploaded') },
      ]}
      rows={props.uploads.map((upload) => [
        <a key="file" href={`/console/official/uploads/${upload.id}`}>
          {upload.fileName}
        </a>,
        t(`official-source-${upload.source}`),
        <UploadBadge key="state" t={t} state={upload.state} />,
        <Time key="at" at={upload.uploadedAt} language={language} zone={props.zone} />,
      ])}
    />
  );
}

function UploadForm(props: {
  readonly request: ConsoleRequest;
  readonly profiles: readonly OfficialProfile[];
  readonly errors: Errors;
}): VNode {
  const { request, profiles, errors } = props;
  const { t, form, csrf } = request;
  const source = form.get('source');
  return (
    <Card title={t('official-import')} id="import">
      <Notice>{t('official-import-text')}</Notice>
      <Form action="/console/official/uploads" csrf={csrf} multipart>
        <Choices
          kind="radio"
          name="source"
          label={t('official-source')}
          hint={t('official-source-hint')}
          error={errors.source}
          options={OFFICIAL_SOURCES.map((value) => ({ value, label: t(`official-source-${value}`) }))}
          values={source === undefined ? [] : [source]}
        />
        <Field
          type="file"
          name="file"
          label={t('official-file')}
          hint={t('official-file-hint')}
          error={errors.file}
          accept=".csv,.tsv,.txt,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        />
        {profiles.length > 0 && (
          <Select
            name="profile"
            label={t('official-profile')}
            hint={t('official-profile-hint')}
            value={form.get('profile')}
            options={[
              { value: '', label: t('official-profile-none') },
              ...profiles.map(({ name }) => ({ value: name, label: name })),
            ]}
          />
        )}
        <Actions>
          <button type="submit">{t('official-upload')}</button>
        </Actions>
      </Form>
    </Card>
  );
}
