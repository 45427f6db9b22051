import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import type { FaultAnswers } from '../fault-answers.ts';
import type { Faults, RequestFault } from '../faults.ts';
import { readPhoto } from '../photos.ts';
import { answer, parseObject, stringify, type ViberAnswer } from './api.ts';
import type { ViberEvents } from './events.ts';
import type { ViberSendMethods } from './send-methods.ts';
import type { ViberState } from './state.ts';

export interface ViberRoutesOptions {
  readonly authToken: string;
  readonly botName: string;
  readonly state: ViberState;
  readonly events: ViberEvents;
  readonly sending: ViberSendMethods;
  readonly faults: Faults;
  readonly faultAnswers: FaultAnswers;
  /** Told under which root it listens, once it does. */
  readonly onListening: (root: string) => void;
  readonly close: () => void;
}

type Body = Readonly<Record<string, unknown>>;
type Method = (body: Body) => ViberAnswer | Promise<ViberAnswer>;

const MAX_REQUEST_BYTES = 30 * 1_024;

/** The REST Bot API over HTTP: https://developers.viber.com/docs/api/rest-bot-api/ */
export function viberRoutes(options: ViberRoutesOptions): FastifyPluginAsync {
  const { authToken, faults, faultAnswers, state } = options;
  const methods = methodTable(options);

  async function handle(
    request: FastifyRequest<{ Params: { method: string } }>,
    reply: FastifyReply,
  ): Promise<FastifyReply> {
    const method = methods.get(request.params.method);
    if (method === undefined) return reply.code(404).send({ message: 'Not Found' });
    const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    const body = parseObject(bytes.toString('utf8'));
    const token = request.headers['x-viber-auth-token'] ?? body?.auth_token;
    if (token === undefined) return send(reply, answer('invalidAuthToken', {}, 'missing_auth_token'));
    if (token !== authToken) return send(reply, answer('invalidAuthToken'));
    if (bytes.byteLength > MAX_REQUEST_BYTES) return send(reply, answer('badData', {}, 'request is too big'));
    if (body === undefined) return send(reply, answer('badData'));
    const fault = faults.drawRequest(request.params.method, typeof body.receiver === 'string' ? body.receiver : '');
    return fault === undefined ? send(reply, await method(body)) : meet(fault, reply, async () => method(body));
  }

  async function meet(
    fault: RequestFault,
    reply: FastifyReply,
    work: () => Promise<ViberAnswer>,
  ): Promise<FastifyReply> {
    switch (fault.kind) {
      case 'too-many':
        return send(reply, answer('tooManyRequests'));
      case 'blocked':
        return send(reply, answer('publicAccountBlocked'));
      case 'answer':
        return reply.code(fault.status).type('application/json').send(stringify(fault.body));
      case 'server-error':
        faultAnswers.serverError(reply, fault.status ?? 502);
        return reply;
      case 'never-answers':
        faultAnswers.neverAnswer(reply);
        return reply;
      case 'garbage':
        faultAnswers.garbage(reply);
        return reply;
      case 'half-body':
        faultAnswers.halfBody(reply, stringify(await work()));
        return reply;
      case 'lost-answer':
        await work();
        faultAnswers.hangUp(reply);
        return reply;
    }
  }

  return async (app) => {
    app.removeAllContentTypeParsers();
    app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, next) => next(null, body));
    app.addHook('preClose', async () => options.close());
    app.addHook('onListen', async () => {
      const address = app.server.address();
      if (typeof address !== 'object' || address === null) return;
      const anywhere = address.address === '::' || address.address === '0.0.0.0';
      const host = anywhere ? '127.0.0.1' : address.family === 'IPv6' ? `[${address.address}]` : address.address;
      options.onListening(`http://${host}:${address.port}${app.prefix}`);
    });
    app.post('/:method', handle);
    app.get<{ Params: { key: string } }>('/media/:key', async (request, reply) => {
      const fault = faults.drawRequest('media', '');
      if (fault !== undefined) return meet(fault, reply, async () => answer('ok'));
      const media = state.media.get(request.params.key);
      if (media === undefined || media.until < state.clock.now()) return reply.code(404).send('Not Found');
      return reply.type(media.type).send(await readPhoto(media.bytes));
    });
  };
}

function methodTable({ botName, events, sending, state }: ViberRoutesOptions): ReadonlyMap<string, Method> {
  return new Map<string, Method>([
    ['set_webhook', events.setWebhook],
    ['send_message', sending.sendMessage],
    ['broadcast_message', sending.broadcastMessage],
    [
      'get_account_info',
      () =>
        answer(
          'ok',
          {
            id: 'pa:75346594275468546724',
            name: botName,
            uri: 'golosplayground',
            webhook: events.webhook ?? '',
            event_types: events.eventTypes,
            subscribers_count: [...state.users.values()].filter((user) => user.subscribed).length,
            members: [],
          },
          'ok',
        ),
    ],
  ]);
}

function send(reply: FastifyReply, body: ViberAnswer): FastifyReply {
  return reply.code(200).type('application/json').send(stringify(body));
}
