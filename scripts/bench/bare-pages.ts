import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import Fastify from 'fastify';

/**
 * The limit that public pages are measured against, in a process of its own: a bare Fastify server that answers with
 * bytes it holds in memory. Takes a JSON file of texts by path; prints its port.
 */
const [file = ''] = process.argv.slice(2);
const pages = new Map(
  Object.entries(JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>).map(([path, text]) => [
    path,
    Buffer.from(text),
  ]),
);
const app = Fastify({ logger: false });
app.get('/*', (request, reply) => reply.type('text/html; charset=utf-8').send(pages.get(request.url)));
await app.listen({ host: '127.0.0.1', port: 0 });
process.stdout.write(`${(app.server.address() as AddressInfo).port}\n`);
