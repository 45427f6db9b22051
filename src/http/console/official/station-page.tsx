import { z } from 'zod';
import { importsOfStation, listAllImports } from '../../../storage/official-pages.ts';
import { findStation } from '../../../storage/stations.ts';
import type { ConsoleReply, ConsoleRequest } from '../route.ts';
import { Table } from '../ui/data.tsx';
import { EmptyState } from '../ui/messages.tsx';
import { BACK, cellNames, electionOf, gone, type OfficialPagesDeps } from './deps.ts';
import { NumberCell } from './number-cell.tsx';

/** What every version of every source says of one station, side by side. */
export async function stationPage(deps: OfficialPagesDeps, request: ConsoleRequest): Promise<ConsoleReply> {
  const { t, language, params } = request;
  const { pool } = deps.database;
  const id = z.uuid().safeParse(params.id);
  const election = await electionOf(deps);
  const station = id.success && election !== undefined ? await findStation(pool, election.id, id.data) : undefined;
  if (election === undefined || station === undefined) return gone(request);
  const imports = new Map((await listAllImports(pool, election.id)).map((one) => [one.id, one]));
  const versions = (await importsOfStation(pool, election.id, station.id)).flatMap(({ importId, numbers }) => {
    const of = imports.get(importId);
    return of === undefined ? [] : [{ of, numbers }];
  });
  const cells = [...new Set(versions.flatMap(({ of }) => of.cells))];
  const nameOf = cellNames(t, language, election);
  return {
    kind: 'page',
    title: station.code,
    lead: [...station.levels, station.name, station.address].filter((part) => part !== '').join(' · '),
    back: { href: BACK, label: t('official-heading') },
    body:
      versions.length === 0 ? (
        <EmptyState title={t('official-station-none')} />
      ) : (
        <Table
          keepShape
          caption={t('official-station-versions')}
          columns={[
            { label: t('official-what') },
            ...versions.map(({ of }) => ({
              label: `${t(`official-source-${of.source}`)} ${of.version} · ${of.fileName} · ${of.importedOn}`,
              numeric: true,
            })),
          ]}
          rows={cells.map((cell) => [
            nameOf(cell),
            ...versions.map(({ of, numbers }) => (
              <NumberCell key={of.id} t={t} of={of} numbers={numbers} index={of.cells.indexOf(cell)} />
            )),
          ])}
        />
      ),
  };
}
