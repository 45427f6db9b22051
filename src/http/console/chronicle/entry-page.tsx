import { withdrawEntry } from '../../../actions/chronicle/publish-entry.ts';
import { correctEntry } from '../../../actions/chronicle/save-draft.ts';
import { LONGEST_NOTE } from '../../../domain/chronicle/content.ts';
import { publishEntry } from '../../../domain/chronicle/published.ts';
import { may } from '../../../domain/permissions.ts';
import { wordsIn } from '../../../domain/some-languages.ts';
import { type EntryRow, readVersions } from '../../../storage/chronicle.ts';
import { draftsOfEntry } from '../../../storage/chronicle-drafts.ts';
import { entryPath } from '../../pages/chronicle/paths.ts';
import { organizerOf } from '../organizer-of.ts';
import type { ConsoleReply, ConsoleRequest } from '../route.ts';
import { Card, Table, Time } from '../ui/data.tsx';
import { LocalizedField } from '../ui/fields.tsx';
import { Actions, Confirm, Form } from '../ui/forms.tsx';
import { Badge, Notice } from '../ui/messages.tsx';
import { type ChroniclePagesDeps, previewLook } from './deps.ts';
import { noteFrom } from './entry-form.ts';
import { EntryPreview } from './preview.tsx';
import { HOME, hrefOf } from './replies.ts';

/** An entry that is public: its versions, and what may be done with it. */
export async function entryPage(
  deps: ChroniclePagesDeps,
  request: ConsoleRequest,
  row: EntryRow,
): Promise<ConsoleReply> {
  const { t, language, csrf, organizer } = request;
  const { number, withdrawn, summary } = row;
  const { pool } = deps.database;
  const here = `${HOME}/entries/${number}`;
  const zone = await deps.timeZone();
  const recorded = (await readVersions(pool, [number])).get(number) ?? [];
  const { versions } = publishEntry(row, recorded);
  const current = recorded.at(-1)?.content ?? null;
  const drafts = await draftsOfEntry(pool, number);
  return {
    kind: 'page',
    title: wordsIn(summary.title, language),
    back: { href: HOME, label: t('chronicle-desk-heading') },
    actions: withdrawn ? (
      <Badge tone="bad">{t('chronicle-desk-withdrawn')}</Badge>
    ) : (
      <Badge tone="good">{t('chronicle-desk-public')}</Badge>
    ),
    body: (
      <>
        <p>
          <a href={`${entryPath(number)}?lang=${language}`}>{`${deps.origin}${entryPath(number)}`}</a>
        </p>
        {drafts.map(({ id }) => (
          <Notice key={id} tone="warning">
            <a href={hrefOf(id)}>{t('chronicle-desk-being-corrected')}</a>
          </Notice>
        ))}
        {may(organizer?.role, 'chronicle.edit') && (
          <Actions>
            <Form csrf={csrf} action={`${here}/correct`}>
              <button type="submit" class="secondary">
                {t(withdrawn ? 'chronicle-desk-bring-back' : 'chronicle-desk-correct')}
              </button>
            </Form>
            {!withdrawn && (
              <Confirm
                label={t('chronicle-desk-withdraw')}
                question={t('chronicle-desk-withdraw-question')}
                confirm={t('chronicle-desk-withdraw-yes')}
                action={`${here}/withdraw`}
                csrf={csrf}
                tone="bad"
              >
                <LocalizedField t={t} name="note" label={t('chronicle-desk-withdraw-note')} maxLength={LONGEST_NOTE} />
              </Confirm>
            )}
          </Actions>
        )}
        {current !== null && (
          <Card title={t('chronicle-desk-preview')}>
            <EntryPreview t={t} content={current} lookIn={(one) => previewLook(t, one)} />
          </Card>
        )}
        <Card title={t('chronicle-desk-history')}>
          <Table
            caption={t('chronicle-desk-history')}
            columns={[
              { label: t('chronicle-desk-version'), numeric: true },
              { label: t('chronicle-desk-when') },
              { label: t('chronicle-desk-note') },
              { label: t('chronicle-desk-shown') },
            ]}
            rows={versions
              .map(({ version, note, content }, at) => [
                version,
                <Time key="at" at={recorded[at]?.publishedAt ?? new Date(0)} language={language} zone={zone} />,
                note === null ? '' : wordsIn(note, language),
                t(content === null ? 'chronicle-desk-not-shown' : 'chronicle-desk-is-shown'),
              ])
              .reverse()}
          />
        </Card>
      </>
    ),
  };
}

/** Begins a correction. */
export async function correct(
  deps: ChroniclePagesDeps,
  request: ConsoleRequest,
  { number }: EntryRow,
): Promise<ConsoleReply> {
  const draft = await correctEntry(deps, { number, by: organizerOf(request).id });
  if (draft === undefined) return { kind: 'problem', status: 404, message: request.t('chronicle-desk-gone') };
  return { kind: 'redirect', to: `${hrefOf(draft.id)}/edit` };
}

/** Takes it from the public, at once. */
export async function withdraw(
  deps: ChroniclePagesDeps,
  request: ConsoleRequest,
  { number }: EntryRow,
): Promise<ConsoleReply> {
  const { t, form } = request;
  const here = `${HOME}/entries/${number}`;
  const note = noteFrom(form);
  if (note === undefined)
    return { kind: 'redirect', to: here, flash: t('chronicle-desk-note-long', { most: LONGEST_NOTE }) };
  const done = await withdrawEntry(deps, { number, note, by: organizerOf(request).id });
  return { kind: 'redirect', to: here, flash: t(done ? 'chronicle-desk-withdrawn-now' : 'chronicle-desk-gone') };
}
