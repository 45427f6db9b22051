import { createHash, randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Signer } from '@fastify/cookie';
import type pg from 'pg';
import { Pool } from 'undici';

export interface Pace {
  readonly seconds: number;
  /** Of all reviewers together; undefined: each as quickly as they can. */
  readonly perSecond: number | undefined;
  /** Whether the photos of what comes next are opened, as a browser does. */
  readonly photos: boolean;
}

export interface Decided {
  readonly perSecond: number;
  /** Milliseconds of each answer, which brings the item to come. */
  readonly latencies: readonly number[];
  /** Milliseconds of each photo of the items to come, from the request to its last byte. */
  readonly photoLatencies: readonly number[];
}

interface Times {
  readonly answers: number[];
  readonly photos: number[];
}

/** Reviewers before their pages. */
export interface Desks {
  decide(pace: Pace): Promise<Decided>;
  close(): Promise<void>;
}

interface Desk {
  readonly headers: Readonly<Record<string, string>>;
  /** What is on the screen, and what is loaded already. */
  turns: string[];
}

/** What everybody reads: two equal answers decide, and nobody is paused for reading gold items wrongly. */
export const READING = 'choice:oak';

/** How a JPEG begins. */
const JPEG = 0xffd8;

/** A page asks for the photos of an item at the same time. */
const SIDES = 2;

/** Signs reviewers in and opens their pages; each then does what review.js and the browser do. */
export async function openDesks(options: {
  readonly client: pg.Client;
  readonly port: number;
  /** Of the console's sessions. */
  readonly secret: string;
  readonly reviewerIds: readonly string[];
}): Promise<Desks> {
  const { client, port, secret, reviewerIds } = options;
  const http = new Pool(`http://127.0.0.1:${port}`, { connections: SIDES * reviewerIds.length, pipelining: 1 });
  const send = async (method: 'GET' | 'POST', path: string, headers: Desk['headers'], body?: string) => {
    const response = await http.request({ method, path, headers, body: body ?? null });
    const bytes = Buffer.from(await response.body.arrayBuffer());
    if (response.statusCode !== 200) throw new Error(`${path} was answered with ${response.statusCode}`);
    return bytes;
  };
  const ask = async (method: 'GET' | 'POST', path: string, headers: Desk['headers'], body?: string) =>
    (await send(method, `/console/review${path}`, headers, body)).toString();
  const itemIn = (html: string) => /data-item="([^"]+)"/.exec(html)?.[1];

  /** Opens the photos of the item in a page, as a browser does as soon as they are in it. */
  async function look(html: string, { cookie = '' }: Desk['headers'], times: number[] = []): Promise<void> {
    const sources = [...html.matchAll(/<img src="(\/console\/review\/photos\/[^"]+)"/g)].map(([, src = '']) => src);
    if (itemIn(html) !== undefined && sources.length !== SIDES) throw new Error(`An item has ${sources.length} photos`);
    await Promise.all(
      sources.map(async (src) => {
        const start = performance.now();
        const bytes = await send('GET', src, { cookie });
        times.push(performance.now() - start);
        if (bytes.readUInt16BE(0) !== JPEG) throw new Error('A photo is no JPEG');
      }),
    );
  }

  async function open(reviewerId: string): Promise<Desk> {
    const token = randomBytes(24).toString('base64url');
    await client.query('insert into sessions (token_hash, data, organizer_id) values ($1, $2, $3)', [
      createHash('sha256').update(token).digest(),
      JSON.stringify({ organizerId: reviewerId }),
      reviewerId,
    ]);
    const cookie = `golos-console=${encodeURIComponent(new Signer(secret).sign(token))}`;
    const page = await ask('GET', '', { cookie });
    const csrf = /name="csrf-token" content="([^"]+)"/.exec(page)?.[1] ?? '';
    const headers = {
      cookie,
      'x-csrf-token': csrf,
      'hx-request': 'true',
      'content-type': 'application/x-www-form-urlencoded',
    };
    await look(page, headers);
    const ahead = await ask('POST', '/next', headers, 'ahead=1');
    await look(ahead, headers);
    return { headers, turns: [itemIn(page), itemIn(ahead)].filter((turn) => turn !== undefined) };
  }

  const desks: Desk[] = [];
  for (const id of reviewerIds) desks.push(await open(id));

  /** Answers what is on the screen, and gets what comes after the item that is loaded already. */
  async function once(desk: Desk, times: Times, photos: boolean): Promise<void> {
    const [turn, ...rest] = desk.turns;
    if (turn === undefined) throw new Error('Nothing is left to be read');
    const timed = async (path: string, body: string) => {
      const start = performance.now();
      const text = await ask('POST', path, desk.headers, body);
      times.answers.push(performance.now() - start);
      return text;
    };
    const said = await timed('/answer', `turn=${turn}&reading=${encodeURIComponent(READING)}&seconds=3&ahead=1`);
    if (!said.includes('data-outcome="taken"')) throw new Error(`An answer was not taken: ${said.slice(0, 200)}`);
    if (photos) await look(said, desk.headers, times.photos);
    const next = itemIn(said);
    desk.turns = [...rest, ...(next === undefined ? [] : [next])];
  }

  return {
    async decide({ seconds, perSecond, photos }) {
      const times: Times = { answers: [], photos: [] };
      const start = performance.now();
      const until = start + seconds * 1000;
      const every = perSecond === undefined ? 0 : (desks.length / perSecond) * 1000;
      let decided = 0;
      await Promise.all(
        desks.map(async (desk, index) => {
          // Spread over the interval, and by each reviewer's own clock: a slow answer is not waited for twice.
          for (let due = start + (every * index) / desks.length; due < until; due += every) {
            const wait = due - performance.now();
            if (wait > 0) await pause(wait);
            if (performance.now() >= until) break;
            await once(desk, times, photos);
            decided += 1;
            if (every === 0) due = performance.now();
          }
        }),
      );
      const elapsed = (performance.now() - start) / 1000;
      return { perSecond: decided / elapsed, latencies: times.answers, photoLatencies: times.photos };
    },
    close: () => http.close(),
  };
}
