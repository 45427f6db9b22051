import { readdir, readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';

/**
 * The cheapest stand-in for both messengers, in a process of its own: says that everything was sent, and
 * serves the photos of a folder. Prints its port.
 */
const [folder] = process.argv.slice(2);
const photos = new Map<string, Buffer>();
if (folder !== undefined) {
  for (const name of await readdir(folder)) photos.set(name, await readFile(join(folder, name)));
}
const JSON_HEADERS = { 'content-type': 'application/json' };
const SENT = {
  telegram: Buffer.from('{"ok":true,"result":{"message_id":1,"date":1600000000,"chat":{"id":1,"type":"private"}}}'),
  viber: Buffer.from('{"status":0,"status_message":"ok","message_token":4912661846655238145}'),
};

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const url = request.url ?? '';
    if (url.includes('/file/')) {
      const photo = photos.get(url.slice(url.lastIndexOf('/') + 1));
      response.writeHead(photo === undefined ? 404 : 200).end(photo);
    } else if (url.endsWith('/getFile')) {
      const { file_id: id } = JSON.parse(Buffer.concat(chunks).toString('utf8')) as { file_id: string };
      const result = { file_id: id, file_unique_id: id, file_path: `photos/${id}` };
      response.writeHead(200, JSON_HEADERS).end(JSON.stringify({ ok: true, result }));
    } else {
      response.writeHead(200, JSON_HEADERS).end(url.includes('/bot') ? SENT.telegram : SENT.viber);
    }
  });
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.stdout.write(`${typeof address === 'object' ? address?.port : ''}\n`);
});
