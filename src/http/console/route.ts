import type { VNode } from 'preact';
import type { Language } from '../../domain/languages.ts';
import type { Permission, Role } from '../../domain/permissions.ts';
import type { Translate } from '../../i18n/translate.ts';

/** One of the console's addresses. Every one of them stands in one table, with its permission. */
export interface ConsoleRoute {
  readonly method: 'GET' | 'POST';
  /** Below `/console`, in Fastify's syntax: `/surveys/:id`. The overview is the empty string. */
  readonly path: string;
  /** `signed-out`: everybody may. Anything else is checked before `handle` is called. */
  readonly permission: Permission;
  /** Asked for by the page itself, not by a person: does not keep an idle session alive. */
  readonly background?: boolean;
  /** Bytes that a form with files may have; 12 MB unless told. */
  readonly maxBytes?: number;
  handle(request: ConsoleRequest): Promise<ConsoleReply>;
}

/** Whoever is signed in. */
export interface Organizer {
  readonly id: string;
  readonly alias: string;
  readonly role: Role;
}

export interface ConsoleRequest {
  /** Present unless the route's permission is `signed-out`. */
  readonly organizer: Organizer | undefined;
  readonly language: Language;
  readonly t: Translate;
  /** Of the path. Unchecked: parse them. */
  readonly params: Readonly<Record<string, string>>;
  /** What stands behind the `?`. */
  readonly query: FormValues;
  /** Empty for GET. */
  readonly form: FormValues;
  /** By the field's name; a field in which no file was chosen is not there. */
  readonly files: ReadonlyMap<string, UploadedFile>;
  /** Asked for by htmx: answer with a `fragment`. */
  readonly isHtmx: boolean;
  /** For the hidden field `_csrf` of every form (`Form` puts it there). */
  readonly csrf: string;
  readonly session: ConsoleSession;
  /** Where this organizer begins: the first page of their menu. */
  readonly startPage: string;
  /** Where the request comes from: a keyed hash of its address, good for counting and nothing else. */
  readonly place: Buffer;
}

export interface FormValues {
  /** The first value of the name; undefined where there is none. Line ends are `\n`. */
  get(name: string): string | undefined;
  all(name: string): readonly string[];
  has(name: string): boolean;
  names(): readonly string[];
}

export interface UploadedFile {
  readonly name: string;
  readonly bytes: Buffer;
}

/** What is remembered of a visitor from page to page. */
export interface ConsoleSession {
  /** By which the record knows it. */
  readonly tokenHash: Buffer;
  /** A short text kept for this visitor, such as a challenge; `keep` with undefined forgets it. */
  kept(name: string): string | undefined;
  keep(name: string, value: string | undefined): void;
  /** Begins a new session, as this organizer; whatever was kept before is forgotten. */
  signIn(organizerId: string, how?: { readonly underForce: boolean }): Promise<void>;
  signOut(): Promise<void>;
}

export type ConsoleReply =
  | ConsolePage
  /** A piece of a page, for htmx. */
  | { readonly kind: 'fragment'; readonly body: VNode; readonly status?: number }
  /** `to` is a whole path (`/console/…`), `flash` a line shown once on the next page. */
  | { readonly kind: 'redirect'; readonly to: string; readonly flash?: string }
  | {
      readonly kind: 'file';
      /** What the browser saves it as. */
      readonly name: string;
      readonly mediaType: string;
      readonly bytes: Buffer | AsyncIterable<Buffer | string>;
      /** Shown in the page (a picture) instead of being saved. */
      readonly inline?: boolean;
    }
  /** Server-sent events, for as long as the session lasts. `signal` aborts when the visitor leaves. */
  | { readonly kind: 'stream'; readonly events: (signal: AbortSignal) => AsyncIterable<ConsoleEvent> }
  /** A page, or a piece of one, that says what is wrong in a sentence. */
  | { readonly kind: 'problem'; readonly status: number; readonly message: string };

export interface ConsolePage {
  readonly kind: 'page';
  /** The page's heading and the tab's title. */
  readonly title: string;
  readonly body: VNode;
  readonly status?: number;
  /** Links and buttons beside the heading. */
  readonly actions?: VNode;
  /** A line under the heading. */
  readonly lead?: string;
  /** Of `/assets`, loaded after the console's own: `['sign-in.js']`. */
  readonly scripts?: readonly string[];
  /** Where the page hangs: shown above the heading. */
  readonly back?: { readonly href: string; readonly label: string };
}

/** `data` is usually HTML that takes the place of `[data-live-event=<event>]` (console.js). */
export interface ConsoleEvent {
  readonly event: string;
  readonly data: string;
}
