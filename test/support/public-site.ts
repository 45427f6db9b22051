import type { FastifyInstance } from 'fastify';
import { editionSha256 } from '../../src/actions/editions/edition-bytes.ts';
import { createDrawStation } from '../../src/actions/editions/station-pictures.ts';
import type { Edition } from '../../src/domain/finding/edition.ts';
import { createApp, securePages } from '../../src/http/app.ts';
import { assetRoutes } from '../../src/http/assets.ts';
import { dataRoutes } from '../../src/http/pages/data/routes.ts';
import { publicSite } from '../../src/http/pages/site/routes.tsx';
import { loadCatalogues } from '../../src/i18n/catalogues.ts';
import { stationPictureWordsIn } from '../../src/i18n/station-picture-words.ts';
import { inAll } from './some-survey.ts';

export interface PublicSite {
  readonly url: string;
  /** What is public from now on; undefined: nothing. */
  show(edition: Edition | undefined): void;
  close(): Promise<void>;
}

/** The public site on a port of its own, over an edition and without a database. */
export async function openPublicSite(first: Edition | undefined): Promise<PublicSite> {
  let edition = first;
  const catalogues = loadCatalogues();
  const now = () => new Date('2020-08-15T12:00:00Z');
  const current = async () => edition && { edition, sha256: editionSha256(edition) };
  const numbered = async (electionId: string, number: number) =>
    edition?.election.id === electionId && edition.number === number ? current() : undefined;
  const app: FastifyInstance = await createApp({
    onFailure: (error) => {
      throw error;
    },
  });
  await app.register(async (pages) => {
    await securePages(pages);
    await assetRoutes(pages);
    publicSite(pages, {
      edition: async () => edition,
      election: async () => ({ name: inAll('Some election'), opensOn: '2020-08-04', closesOn: '2020-08-09' }),
      draw: createDrawStation({
        editions: { numbered },
        words: stationPictureWordsIn(catalogues),
        now,
      }),
      bots: async () => [{ name: 'telegram', href: 'https://t.me/some_bot' }],
      catalogues,
    });
    dataRoutes(pages, { editions: { current, numbered, list: async () => [] }, catalogues, now });
  });
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  return {
    url,
    show: (next) => {
      edition = next;
    },
    close: () => app.close(),
  };
}
