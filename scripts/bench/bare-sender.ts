import http from 'node:http';
import { createInterface } from 'node:readline';

/**
 * The limit of replies, in a process of its own: a bare loop of HTTP requests to a stand-in. Reads a number
 * of requests a line, prints the milliseconds that they took.
 */
const [url = '', concurrency = '1', body = ''] = process.argv.slice(2);
const agent = new http.Agent({ keepAlive: true, maxSockets: Number(concurrency) });
const options = {
  method: 'POST',
  agent,
  headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
};

function send(): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = http.request(url, options, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        JSON.parse(Buffer.concat(chunks).toString('utf8'));
        resolve();
      });
    });
    request.on('error', reject);
    request.end(body);
  });
}

for await (const line of createInterface(process.stdin)) {
  let left = Number(line);
  const start = performance.now();
  await Promise.all(
    Array.from({ length: Number(concurrency) }, async () => {
      while (left > 0) {
        left -= 1;
        await send();
      }
    }),
  );
  process.stdout.write(`${performance.now() - start}\n`);
}
