import { editionProposal } from '../../../actions/editions/publish-edition.ts';
import { may } from '../../../domain/permissions.ts';
import type { ShownEdition } from '../../../storage/editions.ts';
import type { ConsoleReply, ConsoleRequest } from '../route.ts';
import { Table } from '../ui/data.tsx';
import { EmptyState } from '../ui/messages.tsx';
import { numberIn } from './figures.tsx';

/** Characters of a SHA-256 that tell editions apart at a glance. */
const SHORT = 16;

/** What was published, the last first. */
export function editionsPage(
  editions: readonly ShownEdition[],
  { t, language, organizer }: Pick<ConsoleRequest, 't' | 'language' | 'organizer'>,
): ConsoleReply {
  const number = numberIn(language);
  const prepare = may(organizer?.role, 'editions.publish') ? (
    <a class="button" href="/console/editions/new">
      {t('editions-prepare')}
    </a>
  ) : undefined;
  return {
    kind: 'page',
    title: t('editions-title'),
    lead: t('editions-lead'),
    ...(prepare === undefined ? {} : { actions: prepare }),
    body:
      editions.length === 0 ? (
        <EmptyState title={t('editions-none')} text={t('editions-none-text')} />
      ) : (
        <Table
          caption={t('editions-list')}
          columns={[
            { label: t('editions-number'), numeric: true },
            { label: t('editions-election') },
            { label: t('editions-day') },
            { label: t('editions-proven'), numeric: true },
            { label: t('editions-missing'), numeric: true },
            { label: t('editions-changed'), numeric: true },
            { label: t('editions-note-short') },
            { label: t('editions-fingerprint') },
            { label: t('editions-files') },
          ]}
          rows={editions.map((edition) => {
            const shown = editionProposal.safeParse(edition.proposal).data;
            const folder = `/data/${edition.electionId}/${edition.number}`;
            return [
              edition.number,
              shown?.election.name[language] ?? edition.electionId,
              edition.publishedOn,
              shown === undefined ? '' : number(shown.summary.country.proven),
              shown === undefined ? '' : number(shown.summary.country.missing),
              shown === undefined ? '' : number(shown.summary.changes.numbers),
              shown?.note?.[language] ?? '',
              <code key="sha256" title={edition.sha256}>
                {edition.sha256.slice(0, SHORT)}…
              </code>,
              <a key="files" href={`${folder}/manifest.json`}>
                manifest.json
              </a>,
            ];
          })}
        />
      ),
  };
}
