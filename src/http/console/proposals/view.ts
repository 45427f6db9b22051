import type { VNode } from 'preact';
import type { ZodType } from 'zod';
import type { Language } from '../../../domain/languages.ts';
import type { Translate } from '../../../i18n/translate.ts';

/** How the content of one kind of proposal is shown to whoever decides it. */
export interface ProposalView<T> {
  /** Of the `ProposalKind`. */
  readonly kind: string;
  /** The kind's own schema. What it does not read is not shown, and cannot be approved. */
  readonly content: ZodType<T>;
  /** One line: what is to happen, such as `Send “…” to 5,012 people`. */
  title(content: T, view: ViewContext): string;
  /** Everything that will be done, made of the frozen content and of nothing else: it is what is approved. */
  body(content: T, view: ViewContext): VNode;
  /** A page about the subject, such as `/console/broadcasts/…`; undefined when there is none. */
  href?(subject: string): string;
}

export interface ViewContext {
  readonly t: Translate;
  readonly language: Language;
  /** IANA; in it times are shown. */
  readonly timeZone: string;
  readonly subject: string;
}

/** A view of any kind. */
export type AnyProposalView = ProposalView<unknown>;
