import type { ComponentChildren, VNode } from 'preact';

/** Something is wrong, and what to do about it: announced at once. `items` are further lines, such as a list of places. */
export function Problem({
  title,
  text,
  items = [],
}: {
  readonly title?: string;
  readonly text?: string;
  readonly items?: readonly ComponentChildren[];
}): VNode {
  return (
    <div class="box bad" role="alert">
      {title !== undefined && <strong>{title}</strong>}
      {text !== undefined && <p>{text}</p>}
      {items.length > 0 && (
        <ul>
          {items.map((item, index) => (
            <li key={index}>{item}</li>
          ))}
        </ul>
      )}
    </div>
  );
}

export type Tone = 'neutral' | 'good' | 'warning' | 'bad';

/** Something to know. */
export function Notice({
  tone = 'neutral',
  title,
  children,
}: {
  readonly tone?: Tone;
  readonly title?: string;
  readonly children?: ComponentChildren;
}): VNode {
  return (
    <div class={`box ${tone}`}>
      {title !== undefined && <strong>{title}</strong>}
      {children}
    </div>
  );
}

/** Nothing is here yet: what would be, and how to begin. */
export function EmptyState({
  title,
  text,
  action,
}: {
  readonly title: string;
  readonly text?: string;
  readonly action?: VNode;
}): VNode {
  return (
    <div class="empty">
      <strong>{title}</strong>
      {text !== undefined && <p>{text}</p>}
      {action}
    </div>
  );
}

/** A word about a state. Its tone is never the only thing that tells it. */
export function Badge({
  tone = 'neutral',
  children,
}: {
  readonly tone?: Tone;
  readonly children: ComponentChildren;
}): VNode {
  return <span class={`badge ${tone}`}>{children}</span>;
}
