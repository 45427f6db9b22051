import { randomBytes, randomUUID } from 'node:crypto';
import { Signer } from '@fastify/cookie';
import type { Language } from '../../src/domain/languages.ts';
import type { Role } from '../../src/domain/permissions.ts';
import { createApp, securePages } from '../../src/http/app.ts';
import { assetRoutes } from '../../src/http/assets.ts';
import { type ConsoleDeps, mountConsole, sessionCookieName } from '../../src/http/console/frame/mount.ts';
import { tokenHashOf } from '../../src/http/console/frame/session-store.ts';
import type { ConsoleRoute, Organizer } from '../../src/http/console/route.ts';
import { loadCatalogues } from '../../src/i18n/catalogues.ts';
import type { Database } from '../../src/storage/database.ts';

export const ORIGIN = 'http://localhost:3000';

/** The console over a test's database, on a port of this machine. */
export interface TestConsole {
  /** Such as `http://127.0.0.1:40123`. */
  readonly url: string;
  /** What failed in a way that no route expected. */
  readonly failures: unknown[];
  /** Somebody new with this role, signed in. */
  as(role: Role, options?: { language?: Language; alias?: string }): Promise<Visitor>;
  /** Somebody who has not signed in. */
  stranger(): Visitor;
  close(): Promise<void>;
}

export interface Answer {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A browser: it keeps its cookie. */
export interface Visitor {
  /** `undefined` for a stranger. */
  readonly organizer: Organizer | undefined;
  /** `path` is whole: `/console/surveys`. */
  get(path: string, headers?: Record<string, string>): Promise<Answer>;
  /** Sends a form as the page would, with its token. An array is a name that is sent more than once. */
  post(path: string, form?: FormFields, headers?: Record<string, string>): Promise<Answer>;
  /** The same as `multipart/form-data`. */
  upload(path: string, form: FormFields, files: Record<string, UploadedBytes>): Promise<Answer>;
  /** The token that forms of this session carry. */
  csrf(): Promise<string>;
  /** As the browser sends it; empty before there is one. */
  cookie(): string;
}

export type FormFields = Readonly<Record<string, string | readonly string[]>>;

export interface UploadedBytes {
  readonly name: string;
  readonly type: string;
  readonly bytes: Buffer | string;
}

export interface TestConsoleOptions extends Partial<Omit<ConsoleDeps, 'database' | 'routes'>> {
  readonly database: Database;
  readonly routes: readonly ConsoleRoute[];
  /** Of this machine; any that is free unless told. */
  readonly port?: number;
}

/** Starts it; `close` it in `afterAll` or `afterEach`. */
export async function openConsole({
  database,
  routes,
  port = 0,
  ...options
}: TestConsoleOptions): Promise<TestConsole> {
  const failures: unknown[] = [];
  const deps: ConsoleDeps = {
    database,
    routes,
    catalogues: loadCatalogues(),
    now: () => new Date(),
    origin: ORIGIN,
    secret: randomBytes(32),
    onFailure: (error) => failures.push(error),
    ...options,
  };
  const app = await createApp({ onFailure: deps.onFailure, origin: deps.origin });
  await app.register(async (pages) => {
    await securePages(pages);
    await assetRoutes(pages);
    await mountConsole(pages, deps);
  });
  const url = await app.listen({ host: '127.0.0.1', port });

  return {
    url,
    failures,
    stranger: () => visitor(url, deps, undefined, ''),
    as: async (role, { language = 'en', alias = `${role} ${randomUUID().slice(0, 8)}` } = {}) => {
      const { rows } = await database.pool.query<{ id: string }>(
        'insert into organizers (alias, role, language, joined_on) values ($1, $2, $3, $4) returning id',
        [alias, role, language, deps.now()],
      );
      const id = rows[0]?.id ?? '';
      const token = randomBytes(24).toString('base64url');
      await database.pool.query(
        'insert into sessions (token_hash, data, organizer_id, started_at, seen_at) values ($1, $2, $3, $4, $4)',
        [tokenHashOf(token), JSON.stringify({ organizerId: id }), id, deps.now()],
      );
      const signed = new Signer(deps.secret.toString('hex')).sign(token);
      return visitor(url, deps, { id, alias, role }, `${sessionCookieName(deps.origin)}=${encodeURIComponent(signed)}`);
    },
    close: () => app.close(),
  };
}

function visitor(base: string, deps: ConsoleDeps, organizer: Organizer | undefined, first: string): Visitor {
  const secure = deps.origin.startsWith('https:') ? { 'x-forwarded-proto': 'https' } : {};
  const name = sessionCookieName(deps.origin);
  let cookie = first;
  let token: string | undefined;
  async function send(
    method: 'GET' | 'POST',
    path: string,
    headers: Record<string, string>,
    body?: string | Uint8Array<ArrayBuffer>,
  ): Promise<Answer> {
    const response = await fetch(new URL(path, base), {
      method,
      redirect: 'manual',
      headers: {
        accept: 'text/html',
        'accept-language': 'en',
        ...secure,
        ...(cookie === '' ? {} : { cookie }),
        ...headers,
      },
      ...(body === undefined ? {} : { body }),
    });
    const set = response.headers.getSetCookie().find((line) => line.startsWith(`${name}=`));
    if (set !== undefined) {
      cookie = set.split(';', 1)[0] ?? '';
      // Another session has another token.
      token = undefined;
    }
    return { statusCode: response.status, headers: Object.fromEntries(response.headers), body: await response.text() };
  }
  const csrf = async (): Promise<string> => {
    if (token !== undefined) return token;
    // Signing in leads on whoever is in already; a page that is not there has the menu, and with it a form.
    for (const path of ['/console/sign-in', '/console/no-such-page']) {
      if (token !== undefined) break;
      const page = await send('GET', path, {});
      token = /name="csrf-token" content="([^"]+)"/.exec(page.body)?.[1];
    }
    if (token === undefined) throw new Error('no page has a token');
    return token;
  };
  return {
    organizer,
    csrf,
    cookie: () => cookie,
    get: (path, headers = {}) => send('GET', path, headers),
    post: async (path, form = {}, headers = {}) => {
      const fields = new URLSearchParams(pairsOf({ _csrf: await csrf(), ...form }));
      return send('POST', path, { 'content-type': 'application/x-www-form-urlencoded', ...headers }, fields.toString());
    },
    upload: async (path, form, files) => {
      const boundary = `----golos${randomBytes(8).toString('hex')}`;
      const parts: Buffer[] = [];
      const part = (head: string, body: Buffer | string) =>
        parts.push(Buffer.from(`--${boundary}\r\n${head}\r\n\r\n`), Buffer.from(body), Buffer.from('\r\n'));
      for (const [name, value] of pairsOf({ _csrf: await csrf(), ...form })) {
        part(`Content-Disposition: form-data; name="${name}"`, value);
      }
      for (const [name, file] of Object.entries(files)) {
        part(
          `Content-Disposition: form-data; name="${name}"; filename="${file.name}"\r\nContent-Type: ${file.type}`,
          file.bytes,
        );
      }
      parts.push(Buffer.from(`--${boundary}--\r\n`));
      return send(
        'POST',
        path,
        { 'content-type': `multipart/form-data; boundary=${boundary}` },
        new Uint8Array(Buffer.concat(parts)),
      );
    },
  };
}

function pairsOf(form: FormFields): [string, string][] {
  return Object.entries(form).flatMap(([name, value]) =>
    (typeof value === 'string' ? [value] : value).map((one): [string, string] => [name, one]),
  );
}
