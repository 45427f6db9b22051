import { GrammyError } from 'grammy';
import { httpClient, retryAfterSeconds } from '../../src/messaging/http-client.ts';
import type { Fetched, PhotoSource } from '../../src/messaging/messenger.ts';
import { fileUrl, type Signal, type TelegramAccess, telegramApi } from './api.ts';
import { toSendError } from './send-errors.ts';

export interface TelegramPhotoSourceOptions {
  readonly token: string;
  readonly apiRoot: string;
  readonly http?: TelegramAccess['http'];
}

/** Fetches photos by their `file_id`. https://core.telegram.org/bots/api#getfile */
export function telegramPhotoSource({ token, apiRoot, http = httpClient() }: TelegramPhotoSourceOptions): PhotoSource {
  const api = telegramApi({ token, apiRoot, http });

  async function download(path: string, maxBytes: number, signal: AbortSignal): Promise<Fetched> {
    const answer = await http.request({ method: 'GET', url: fileUrl({ token, apiRoot }, path), maxBytes, signal });
    if (answer.kind === 'too-large') return { ok: false, reason: 'too-large', code: 'download-too-large' };
    if (answer.kind === 'no-answer') return { ok: false, reason: 'retry', code: answer.code };
    if (answer.status === 200) return { ok: true, bytes: answer.body };
    const code = `download-http-${answer.status}`;
    if (answer.status === 404 || answer.status === 410) return { ok: false, reason: 'gone', code };
    const seconds = retryAfterSeconds(answer.headers);
    return { ok: false, reason: 'retry', code, ...(seconds === undefined ? {} : { seconds }) };
  }

  return {
    name: 'telegram',
    async fetch(photo, maxBytes, signal) {
      if (photo.bytes !== undefined && photo.bytes > maxBytes) {
        return { ok: false, reason: 'too-large', code: 'declared-too-large' };
      }
      try {
        const file = await api.getFile(photo.ref, signal as Signal);
        if ((file.file_size ?? 0) > maxBytes) return { ok: false, reason: 'too-large', code: 'declared-too-large' };
        // A file without a path cannot be downloaded, nor will it be later.
        if (file.file_path === undefined) return { ok: false, reason: 'gone', code: 'no-path' };
        return await download(file.file_path, maxBytes, signal);
      } catch (error) {
        return refused(error);
      }
    },
  };
}

function refused(error: unknown): Fetched {
  if (error instanceof GrammyError && error.error_code === 400) {
    // Telegram's own limit for bots is 20 MB. Everything else that it refuses is a file id of no use.
    return /too big/i.test(error.description)
      ? { ok: false, reason: 'too-large', code: 'refused-too-large' }
      : { ok: false, reason: 'gone', code: 'refused' };
  }
  const known = toSendError(error);
  return { ok: false, reason: 'retry', code: known.code, ...(known.next === 'wait' ? { seconds: known.seconds } : {}) };
}
