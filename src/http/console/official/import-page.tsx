import type { VNode } from 'preact';
import type { OfficialStationNumbers } from '../../../domain/official/terms.ts';
import { listOfficialImports } from '../../../storage/official.ts';
import {
  countChanges,
  type ListedImport,
  numbersOfStations,
  stationsOfImport,
} from '../../../storage/official-pages.ts';
import { findStations, type StationSummary, searchStations } from '../../../storage/stations.ts';
import type { ConsoleReply, ConsoleRequest } from '../route.ts';
import { Card, Facts, Pager, Table } from '../ui/data.tsx';
import { Actions } from '../ui/forms.tsx';
import { EmptyState } from '../ui/messages.tsx';
import { pageNumber } from '../ui/page-number.ts';
import { BACK, cellNames, columnLabel, electionById, type OfficialPagesDeps } from './deps.ts';
import { NumberCell } from './number-cell.tsx';

const PER_PAGE = 20;

/** One import: how it was read, and what it says of each station, with the line of every number. */
export async function importPage(
  deps: OfficialPagesDeps,
  request: ConsoleRequest,
  of: ListedImport,
): Promise<ConsoleReply> {
  const { t, language, query } = request;
  const { pool } = deps.database;
  const election = await electionById(deps, of.electionId);
  const nameOf = cellNames(t, language, election);
  const text = query.get('q')?.trim().slice(0, 200) ?? '';
  const page = pageNumber(query);
  const paging = { limit: PER_PAGE + 1, offset: (page - 1) * PER_PAGE };
  const found = await stationsFor(deps, of, text, paging);
  const stations = found.slice(0, PER_PAGE);
  const numbers = await numbersOfStations(
    pool,
    of.id,
    stations.map(({ id }) => id),
  );
  const at = (to: number) => `${BACK}/imports/${of.id}?${new URLSearchParams({ q: text, page: `${to}` })}`;
  return {
    kind: 'page',
    title: `${t(`official-source-${of.source}`)} · ${t('official-version', { version: `${of.version}` })}`,
    lead: `${of.fileName} · ${of.importedOn}`,
    back: { href: BACK, label: t('official-heading') },
    body: (
      <>
        <Card title={t('official-how-read')}>
          <HowRead request={request} of={of} nameOf={nameOf} changes={await changesOf(deps, of)} />
        </Card>
        <Card title={t('official-by-station')}>
          <form method="get">
            <label for="f-q">{t('official-search')}</label>
            <input type="search" id="f-q" name="q" value={text} />
            <Actions>
              <button type="submit">{t('official-find')}</button>
            </Actions>
          </form>
          {stations.length === 0 ? (
            <EmptyState title={t('official-nothing-found')} />
          ) : (
            <Numbers request={request} of={of} stations={stations} numbers={numbers} nameOf={nameOf} />
          )}
          <Pager
            t={t}
            previous={page > 1 ? at(page - 1) : undefined}
            next={found.length > PER_PAGE ? at(page + 1) : undefined}
          />
        </Card>
      </>
    ),
  };
}

/** Stations that are searched for, named in the file or not; else those that the file names. */
async function stationsFor(
  { database: { pool } }: OfficialPagesDeps,
  { id, electionId }: ListedImport,
  text: string,
  paging: { readonly limit: number; readonly offset: number },
): Promise<readonly StationSummary[]> {
  if (text !== '') return (await searchStations(pool, electionId, text, paging)).rows;
  const ids = await stationsOfImport(pool, id, paging);
  const found = await findStations(pool, electionId, ids);
  return ids.flatMap((stationId) => found.get(stationId) ?? []);
}

/** What is different from the version before; undefined for the first. */
async function changesOf({ database: { pool } }: OfficialPagesDeps, of: ListedImport) {
  const imports = await listOfficialImports(pool, of.electionId, of.source);
  const before = imports.find(({ version }) => version === of.version - 1);
  return before === undefined ? undefined : { before, ...(await countChanges(pool, before, of)) };
}

function HowRead(props: {
  readonly request: ConsoleRequest;
  readonly of: ListedImport;
  readonly nameOf: (cell: string) => string;
  readonly changes: Awaited<ReturnType<typeof changesOf>>;
}): VNode {
  const { request, of, nameOf, changes } = props;
  const { t } = request;
  const columns = Object.entries(of.columns).map(
    ([column, header]) => `${columnLabel(t, column, nameOf)} = “${header}”`,
  );
  return (
    <Facts
      items={[
        [t('official-file'), of.fileName],
        ...(of.sheet === null ? [] : [[t('official-sheet'), of.sheet] as const]),
        [
          'SHA-256',
          <code key="sha256" class="breaks">
            {of.sha256}
          </code>,
        ],
        [t('official-imported-on'), of.importedOn],
        [t('official-imported-by'), of.importedBy ?? t('official-command-line')],
        [t('official-stations-named'), t('official-count', { count: of.stations })],
        [t('official-columns'), columns.join('; ')],
        [t('official-blank'), t(`official-blank-${of.blank}`)],
        ...(of.accepted.length === 0
          ? []
          : [[t('official-accept'), of.accepted.map((one) => t(`official-accept-${one}`)).join('; ')] as const]),
        ...(changes === undefined
          ? []
          : [
              [
                t('official-changes', { version: `${changes.before.version}` }),
                t('official-changes-text', { changed: changes.changed, added: changes.added, gone: changes.gone }),
              ] as const,
            ]),
      ]}
    />
  );
}

/** A row for each station; below every number its line. */
function Numbers(props: {
  readonly request: ConsoleRequest;
  readonly of: ListedImport;
  readonly stations: readonly StationSummary[];
  readonly numbers: ReadonlyMap<string, OfficialStationNumbers>;
  readonly nameOf: (cell: string) => string;
}): VNode {
  const { request, of, stations, numbers, nameOf } = props;
  const { t } = request;
  return (
    <Table
      keepShape
      caption={t('official-numbers-of', { file: of.fileName, day: of.importedOn })}
      columns={[
        { label: t('official-column-station') },
        ...of.cells.map((cell) => ({ label: nameOf(cell), numeric: true })),
      ]}
      rows={stations.map((station) => [
        <>
          <a href={`${BACK}/stations/${station.id}`}>{station.code}</a>
          <br />
          <small>{station.name}</small>
        </>,
        ...of.cells.map((_, index) => (
          <NumberCell key={index} t={t} of={of} numbers={numbers.get(station.id)} index={index} />
        )),
      ])}
    />
  );
}
