import type { ComponentChildren, VNode } from 'preact';

/** Figures in rows: the first cell of each says what they are of. */
export function FiguresTable(props: {
  readonly caption: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly ComponentChildren[])[];
}): VNode {
  const { caption, columns, rows } = props;
  return (
    // Something that scrolls must be reachable by keyboard.
    <section class="scrolls" aria-label={caption} tabindex={0}>
      <table>
        <thead>
          <tr>
            {columns.map((column, at) => (
              <th key={column} scope="col" class={at === 0 ? undefined : 'numeric'}>
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([first, ...cells], row) => (
            <tr key={row}>
              <th scope="row">{first}</th>
              {cells.map((cell, at) => (
                <td key={at} class="numeric">
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
