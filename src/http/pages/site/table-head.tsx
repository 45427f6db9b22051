import type { ComponentChildren, VNode } from 'preact';

/** A table's first row: what its rows are called by, then a column of numbers each. */
export function TableHead(props: { readonly first: string; readonly numbers: readonly ComponentChildren[] }): VNode {
  return (
    <thead>
      <tr>
        <th scope="col">{props.first}</th>
        {props.numbers.map((name, at) => (
          <th key={at} scope="col" class="numeric">
            {name}
          </th>
        ))}
      </tr>
    </thead>
  );
}
