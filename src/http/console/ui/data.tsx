import type { ComponentChildren, VNode } from 'preact';
import type { Translate } from '../../../i18n/translate.ts';

export interface Column {
  readonly label: string;
  /** Numbers stand on the right, one under the other. */
  readonly numeric?: boolean;
  /** The label is read out, not shown: a column of buttons. */
  readonly hidden?: boolean;
}

/** Rows under headings. The caption is read out; on a phone each row becomes a small card. */
export function Table(props: {
  readonly caption: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly ComponentChildren[])[];
  /** Keeps its shape on a phone and scrolls sideways: for figures that must be compared. */
  readonly keepShape?: boolean;
}): VNode {
  const { caption, columns, rows, keepShape = false } = props;
  return (
    // Something that scrolls must be reachable by keyboard.
    <section class={keepShape ? 'table' : 'table cards'} aria-label={caption} tabindex={keepShape ? 0 : undefined}>
      <table>
        <thead>
          <tr>
            {columns.map(({ label, numeric, hidden }) => (
              <th key={label} scope="col" class={numeric === true ? 'numeric' : undefined}>
                {hidden === true ? <span class="unseen">{label}</span> : label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((cells, row) => (
            <tr key={row}>
              {cells.map((cell, at) => (
                <td
                  key={at}
                  class={columns[at]?.numeric === true ? 'numeric' : columns[at]?.hidden === true ? 'end' : undefined}
                  data-label={columns[at]?.hidden === true ? undefined : columns[at]?.label}
                >
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** A part of a page with a heading of its own. */
export function Card(props: {
  readonly title?: string;
  readonly actions?: VNode;
  readonly id?: string;
  readonly children: ComponentChildren;
}): VNode {
  const { title, actions, id, children } = props;
  return (
    <section class="card" id={id}>
      {title !== undefined && (
        <div class="card-title">
          <h2>{title}</h2>
          {actions !== undefined && <div class="actions">{actions}</div>}
        </div>
      )}
      {children}
    </section>
  );
}

/** A figure with what it counts. Put several into `<div class="stats">`. */
export function Stat(props: {
  readonly label: string;
  readonly value: ComponentChildren;
  readonly note?: string;
}): VNode {
  return (
    <div class="stat">
      <span class="stat-label">{props.label}</span>
      <strong class="stat-value">{props.value}</strong>
      {props.note !== undefined && <small>{props.note}</small>}
    </div>
  );
}

/** Names and values, one under the other. */
export function Facts({ items }: { readonly items: readonly (readonly [string, ComponentChildren])[] }): VNode {
  return (
    <dl class="facts">
      {items.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** How far something is. */
export function ProgressBar(props: { readonly label: string; readonly value: number; readonly max: number }): VNode {
  return <progress aria-label={props.label} value={props.value} max={Math.max(props.max, 1)} />;
}

/** Sibling pages of one thing. */
export function Tabs(props: {
  readonly label: string;
  readonly items: readonly { readonly href: string; readonly label: string; readonly current: boolean }[];
}): VNode {
  return (
    <nav class="tabs" aria-label={props.label}>
      <ul>
        {props.items.map(({ href, label, current }) => (
          <li key={href}>
            <a href={href} aria-current={current ? 'page' : undefined}>
              {label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** Links to the pages before and after; a side without one is left out. */
export function Pager(props: {
  readonly t: Translate;
  readonly previous?: string | undefined;
  readonly next?: string | undefined;
}): VNode | null {
  const { t, previous, next } = props;
  if (previous === undefined && next === undefined) return null;
  return (
    <nav class="pager" aria-label={t('console-pager')}>
      {previous === undefined ? (
        <span />
      ) : (
        <a href={previous} rel="prev">
          ← {t('console-pager-previous')}
        </a>
      )}
      {next !== undefined && (
        <a href={next} rel="next">
          {t('console-pager-next')} →
        </a>
      )}
    </nav>
  );
}

/**
 * Listens to the server-sent events of an address: each event's HTML takes the place of what is inside the
 * elements with `data-live-event="<event>"` below. Without JavaScript it stays as it was rendered.
 */
export function Live(props: {
  readonly t: Translate;
  readonly href: string;
  readonly children: ComponentChildren;
}): VNode {
  return (
    <div data-live={props.href}>
      {props.children}
      <p class="live-lost" role="status" data-live-lost hidden>
        {props.t('console-live-lost')}
      </p>
    </div>
  );
}

/** A moment in the reader's language, with its machine-readable form. `zone` is an IANA time zone. */
export function Time(props: { readonly at: Date; readonly language: string; readonly zone: string }): VNode {
  const text = new Intl.DateTimeFormat(props.language, {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: props.zone,
  }).format(props.at);
  return <time dateTime={props.at.toISOString()}>{text}</time>;
}
