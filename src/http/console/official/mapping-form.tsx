import type { VNode } from 'preact';
import type { OfficialPreview } from '../../../actions/official/preview-official.ts';
import type { Election } from '../../../domain/elections.ts';
import { CHOICE_PREFIX, headerName, OFFICIAL_COLUMNS } from '../../../domain/official/columns.ts';
import type { OfficialReading } from '../../../domain/official/reading.ts';
import { BLANKS, CONTRADICTIONS } from '../../../domain/official/terms.ts';
import { officialFaultText } from '../../../i18n/official-fault.ts';
import type { OfficialUpload } from '../../../storage/official-uploads.ts';
import type { ConsoleRequest } from '../route.ts';
import { Card, Table } from '../ui/data.tsx';
import { Choices, Field, Row, Select } from '../ui/fields.tsx';
import { Actions, Form } from '../ui/forms.tsx';
import { Problem } from '../ui/messages.tsx';
import { cellNames, columnLabel } from './deps.ts';

type Readable = Extract<OfficialPreview, { ok: true }>;

interface MappingProps {
  readonly request: ConsoleRequest;
  readonly upload: OfficialUpload;
  readonly election: Election;
  readonly reading: OfficialReading;
}

/** The file's first rows, which of its columns is what as far as we see, and everything to correct that. */
export function MappingForm(props: MappingProps & { readonly preview: OfficialPreview }): VNode {
  const { request, upload, election, reading, preview } = props;
  const { t, language, csrf } = request;
  if (!preview.ok && preview.fault.kind !== 'no-sheet' && preview.fault.kind !== 'no-header-line')
    return <Problem title={t('official-unusable')} text={officialFaultText(t, preview.fault)} />;
  const nameOf = cellNames(t, language, election);
  const sheet = preview.ok ? preview.sheet : null;
  const line = preview.ok ? `${preview.headerLine}` : '';
  return (
    <Form action={`/console/official/uploads/${upload.id}`} csrf={csrf}>
      <input type="hidden" name="revision" value={upload.revision} />
      <input type="hidden" name="shown-sheet" value={sheet ?? ''} />
      <input type="hidden" name="shown-line" value={line} />
      <Card title={t('official-reading')}>
        {!preview.ok && <Problem text={officialFaultText(t, preview.fault)} />}
        {preview.ok && !preview.columns.ok && (
          <Problem
            title={t('official-not-understood')}
            items={preview.columns.faults.map((fault) => officialFaultText(t, fault, nameOf))}
          />
        )}
        <Row>
          {preview.ok && preview.sheets.length > 1 && (
            <Select
              name="sheet"
              label={t('official-sheet')}
              value={sheet ?? ''}
              options={preview.sheets.map((name) => ({ value: name, label: name }))}
            />
          )}
          {preview.ok && preview.sheets.length === 1 && <input type="hidden" name="sheet" value={sheet ?? ''} />}
          <Field
            name="line"
            type="number"
            min={1}
            label={t('official-header-line')}
            hint={t('official-header-line-hint')}
            value={line}
          />
        </Row>
        <div>{preview.ok && <FirstRows {...props} preview={preview} nameOf={nameOf} />}</div>
        {preview.ok && <Columns {...props} preview={preview} nameOf={nameOf} />}
      </Card>
      <Card title={t('official-meaning')}>
        <Choices
          kind="radio"
          name="blank"
          label={t('official-blank')}
          options={BLANKS.map((value) => ({ value, label: t(`official-blank-${value}`) }))}
          values={[reading.blank]}
        />
        <Choices
          kind="checkbox"
          name="accept"
          label={t('official-accept')}
          hint={t('official-accept-hint')}
          options={CONTRADICTIONS.map((value) => ({ value, label: t(`official-accept-${value}`) }))}
          values={reading.accept}
        />
        <Actions>
          {upload.state === 'checked' && (
            <button type="submit" name="do" value="import">
              {t('official-do-import')}
            </button>
          )}
          <button
            type="submit"
            name="do"
            value="check"
            class={upload.state === 'checked' ? 'secondary outline' : undefined}
          >
            {t('official-check')}
          </button>
          <button type="submit" name="do" value="look" class="secondary outline">
            {t('official-look')}
          </button>
        </Actions>
      </Card>
      <Card title={t('official-save-profile')}>
        <Field
          name="profile"
          label={t('official-profile-called')}
          hint={t('official-profile-called-hint')}
          maxLength={60}
        />
        <Actions>
          <button type="submit" name="do" value="save" class="secondary">
            {t('official-save-profile')}
          </button>
        </Actions>
      </Card>
    </Form>
  );
}

type ReadableProps = MappingProps & { readonly preview: Readable; readonly nameOf: (cell: string) => string };

/** The first rows under their headers, with what each column is taken for. */
function FirstRows({ request, preview, nameOf }: ReadableProps): VNode {
  const { t } = request;
  const { headers, rows, columns } = preview;
  const taken = new Map(Object.entries(columns.used).map(([column, header]) => [header, column]));
  return (
    <Table
      keepShape
      caption={t('official-first-rows')}
      columns={[
        { label: t('official-line'), numeric: true },
        ...headers.map((_, index) => {
          const name = headerName(headers, index);
          const column = taken.get(name);
          return { label: column === undefined ? name : `${name} → ${columnLabel(t, column, nameOf)}` };
        }),
      ]}
      rows={rows.map(({ line, cells }) => [`${line}`, ...headers.map((_, index) => (cells[index] ?? '').slice(0, 60))])}
    />
  );
}

/** A list for each column of ours, with the file's headers. */
function Columns({ request, election, preview, nameOf }: ReadableProps): VNode {
  const { t } = request;
  const { headers, columns } = preview;
  const options = [
    { value: '', label: t('official-not-in-file') },
    ...headers.map((_, index) => {
      const name = headerName(headers, index);
      return { value: name, label: name };
    }),
  ];
  const select = (column: string) => (
    <Select
      key={column}
      name={`map.${column}`}
      label={columnLabel(t, column, nameOf)}
      value={columns.used[column] ?? ''}
      options={options}
    />
  );
  return (
    <>
      <p>{t('official-columns-text')}</p>
      <Row>{OFFICIAL_COLUMNS.map(select)}</Row>
      <Row>{election.choices.map(({ id }) => select(`${CHOICE_PREFIX}${id}`))}</Row>
    </>
  );
}
