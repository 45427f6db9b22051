import type { ComponentChildren, VNode } from 'preact';
import type { Look } from '../site/look.ts';

/** Where one of the two ways leads, and what it is called. */
export interface PagerWay {
  readonly href: string;
  readonly name: ComponentChildren;
}

/** The ways to what comes before and after; nothing where there is neither. */
export function Pager(props: {
  readonly look: Look;
  readonly before: PagerWay | undefined;
  readonly after: PagerWay | undefined;
}): VNode | null {
  const { look, before, after } = props;
  if (before === undefined && after === undefined) return null;
  return (
    <nav class="pager" aria-label={look.t('console-pager')}>
      {before === undefined ? (
        <span />
      ) : (
        <a href={before.href} rel="prev">
          ← {before.name}
        </a>
      )}
      {after !== undefined && (
        <a href={after.href} rel="next">
          {after.name} →
        </a>
      )}
    </nav>
  );
}
