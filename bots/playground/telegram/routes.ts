import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import type { FaultAnswers } from '../fault-answers.ts';
import type { Faults, RequestFault } from '../faults.ts';
import { readPhoto } from '../photos.ts';
import {
  type Answer,
  badRequest,
  done,
  forbidden,
  METHOD_NOT_FOUND,
  NOT_FOUND,
  tooManyRequests,
  UNAUTHORIZED,
} from './api-error.ts';
import type { ApiUser } from './api-types.ts';
import type { OtherMethods } from './other-methods.ts';
import { type Parameters, readParameters } from './parameters.ts';
import type { ProfileMethods } from './profile-methods.ts';
import type { SendMethods } from './send-methods.ts';
import type { Updates } from './updates.ts';

export interface TelegramRoutesOptions {
  readonly token: string;
  readonly bot: ApiUser;
  readonly faults: Faults;
  readonly faultAnswers: FaultAnswers;
  readonly sending: SendMethods;
  readonly others: OtherMethods;
  readonly profile: ProfileMethods;
  readonly updates: Updates;
  readonly close: () => void;
}

type Method = (parameters: Parameters) => Answer | Promise<Answer>;

/** Uploads of up to 50 MB are what the real server takes. */
const BODY_LIMIT = 50 * 1_024 * 1_024;

/** The Bot API over HTTP: https://core.telegram.org/bots/api#making-requests */
export function telegramRoutes(options: TelegramRoutesOptions): FastifyPluginAsync {
  const { token, faults, faultAnswers, others } = options;
  const methods = methodTable(options);

  async function answer(
    request: FastifyRequest<{ Params: { token: string; method: string } }>,
    reply: FastifyReply,
  ): Promise<FastifyReply> {
    const { params, query, body } = request;
    if (params.token !== token) return send(reply, /^\d+:[\w-]+$/.test(params.token) ? UNAUTHORIZED : NOT_FOUND);
    const name = params.method.toLowerCase();
    const method = methods.get(name);
    if (method === undefined) return send(reply, METHOD_NOT_FOUND);
    const bytes = Buffer.isBuffer(body) ? body : undefined;
    const parameters = readParameters(isRecord(query) ? query : {}, request.headers['content-type'] ?? '', bytes);
    if (parameters === undefined) return send(reply, badRequest("can't parse the request body"));
    const fault = faults.drawRequest(params.method, parameters.text('chat_id') ?? '');
    if (fault === undefined) return send(reply, await method(parameters));
    return meet(fault, reply, async () => method(parameters));
  }

  async function meet(fault: RequestFault, reply: FastifyReply, work: () => Promise<Answer>): Promise<FastifyReply> {
    switch (fault.kind) {
      case 'too-many':
        return send(reply, tooManyRequests(fault.seconds ?? 1));
      case 'blocked':
        return send(reply, forbidden('bot was blocked by the user'));
      case 'answer':
        return reply.code(fault.status).send(fault.body);
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
        faultAnswers.halfBody(reply, JSON.stringify(await work()));
        return reply;
      case 'lost-answer':
        await work();
        faultAnswers.hangUp(reply);
        return reply;
    }
  }

  return async (app) => {
    app.removeAllContentTypeParsers();
    app.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: BODY_LIMIT }, (_request, body, next) =>
      next(null, body),
    );
    app.addHook('preClose', async () => options.close());
    app.route({ method: ['GET', 'POST'], url: '/bot:token/:method', bodyLimit: BODY_LIMIT, handler: answer });
    app.get<{ Params: { token: string; '*': string } }>('/file/bot:token/*', async (request, reply) => {
      if (request.params.token !== token) return send(reply, UNAUTHORIZED);
      const fault = faults.drawRequest('file', '');
      const file = others.fileAt(request.params['*']);
      if (fault !== undefined) return meet(fault, reply, async () => done(true));
      if (file === undefined) return send(reply, NOT_FOUND);
      return reply.type('application/octet-stream').send(await readPhoto(file.bytes));
    });
  };
}

function methodTable({ bot, sending, others, profile, updates }: TelegramRoutesOptions): ReadonlyMap<string, Method> {
  const table: Record<string, Method> = {
    getMe: () =>
      done({ ...bot, can_join_groups: true, can_read_all_group_messages: false, supports_inline_queries: false }),
    getUpdates: updates.getUpdates,
    setWebhook: updates.setWebhook,
    deleteWebhook: updates.deleteWebhook,
    getWebhookInfo: updates.getWebhookInfo,
    sendMessage: sending.sendMessage,
    sendPhoto: sending.sendPhoto,
    sendDocument: sending.sendDocument,
    sendChatAction: sending.sendChatAction,
    editMessageText: sending.editMessageText,
    editMessageReplyMarkup: sending.editMessageReplyMarkup,
    answerCallbackQuery: others.answerCallbackQuery,
    deleteMessage: others.deleteMessage,
    deleteMessages: others.deleteMessages,
    getFile: others.getFile,
    setMyCommands: profile.setMyCommands,
    getMyCommands: profile.getMyCommands,
    deleteMyCommands: profile.deleteMyCommands,
    setMyDescription: profile.setMyDescription,
    setMyShortDescription: profile.setMyShortDescription,
  };
  return new Map(Object.entries(table).map(([name, method]) => [name.toLowerCase(), method]));
}

function send(reply: FastifyReply, answer: Answer): FastifyReply {
  if (!answer.ok && answer.parameters?.retry_after !== undefined) {
    reply.header('retry-after', answer.parameters.retry_after);
  }
  return reply.code(answer.ok ? 200 : answer.error_code).send(answer);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
