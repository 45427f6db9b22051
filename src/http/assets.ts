import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { extname } from 'node:path';
import type { FastifyInstance } from 'fastify';

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
};

interface Asset {
  readonly type: string;
  readonly bytes: Buffer;
  readonly etag: string;
}

/**
 * `/assets/…`: style sheets and scripts of the console and of the public pages, read once at start. A browser
 * asks each time and is told that nothing changed, so that a new version is seen at once.
 */
export async function assetRoutes(app: FastifyInstance): Promise<void> {
  const assets = await readAssets();
  app.get<{ Params: { '*': string } }>('/assets/*', (request, reply) => {
    const asset = assets.get(request.params['*']);
    if (asset === undefined) return reply.code(404).type('text/plain; charset=utf-8').send('Not found\n');
    void reply.header('etag', asset.etag).header('cache-control', 'no-cache');
    if (request.headers['if-none-match'] === asset.etag) return reply.code(304).send();
    return reply.type(asset.type).send(asset.bytes);
  });
}

/** Our own, and under `library/` what pages use of others. */
async function readAssets(): Promise<ReadonlyMap<string, Asset>> {
  const { resolve } = createRequire(import.meta.url);
  const folder = new URL('./assets/', import.meta.url);
  const own = await readdir(folder, { recursive: true });
  const paths: [name: string, path: string | URL][] = [
    ...own.map((name): [string, URL] => [name.replaceAll('\\', '/'), new URL(name, folder)]),
    ['library/pico.css', resolve('@picocss/pico/css/pico.min.css')],
    ['library/htmx.js', resolve('htmx.org/dist/htmx.min.js')],
    // The library exports its modules only; the one file that a page can load lies beside them.
    [
      'library/passkeys.js',
      resolve('@simplewebauthn/browser').replace(/script.index\.js$/, 'dist/bundle/index.umd.min.js'),
    ],
  ];
  const read = paths.flatMap(([name, path]) => {
    const type = TYPES[extname(name)];
    return type === undefined ? [] : [readAsset(name, path, type)];
  });
  return new Map(await Promise.all(read));
}

async function readAsset(name: string, path: string | URL, type: string): Promise<[string, Asset]> {
  const bytes = await readFile(path);
  const etag = `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`;
  return [name, { type, bytes, etag }];
}
