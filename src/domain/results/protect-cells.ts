/** A count as a flow between two nodes: everything into a node is everything out of it. */
export interface Cell {
  readonly from: number;
  readonly to: number;
  readonly value: number;
  /** Hidden from the start. */
  readonly hidden: boolean;
  /** Shown or hidden elsewhere already: it stays as it is. */
  readonly fixed: boolean;
}

/**
 * Which cells to hide, so that no hidden count below `below` can be told from what is shown more narrowly than to
 * `below` + 1 values in a row; undefined when even hiding everything that may be hidden is not enough. A value can move by as much as
 * a flow through the other hidden cells can carry around it. Complementary suppression by network flows: Cox 1995,
 * Journal of the American Statistical Association 90, 1453; here one cheapest way at a time.
 */
export function protect(cells: readonly Cell[], nodes: number, below: number): readonly boolean[] | undefined {
  const hidden = cells.map((cell) => cell.hidden);
  const small = cells
    .map(({ value }, i) => ({ value, i }))
    .filter(({ value, i }) => hidden[i] && value > 0 && value < below)
    .sort((a, b) => b.value - a.value);
  for (const { i } of small) {
    const cell = cells[i];
    if (cell === undefined) continue;
    let up = flow(cells, hidden, nodes, i, cell.to, cell.from, below);
    if (up.carried >= below) continue;
    // Down: as far as the others can take over, and not below nothing.
    const wanted = below - flow(cells, hidden, nodes, i, cell.from, cell.to, cell.value).carried;
    while (up.carried < wanted) {
      const way = cheapestWay(cells, hidden, nodes, i, cell.to, cell.from, up.moved);
      if (way === undefined) return undefined;
      for (const { cell: next } of way) hidden[next] = true;
      up = flow(cells, hidden, nodes, i, cell.to, cell.from, wanted);
    }
  }
  return hidden;
}

/** A cell on a way: forward, its count grows; backward, it shrinks. */
interface Step {
  readonly cell: number;
  readonly forward: boolean;
}

/** How much can be carried from one node to another through hidden cells without `except`, up to `wanted`. */
function flow(
  cells: readonly Cell[],
  hidden: readonly boolean[],
  nodes: number,
  except: number,
  from: number,
  to: number,
  wanted: number,
): { readonly carried: number; readonly moved: readonly number[] } {
  const moved = cells.map(() => 0);
  const usable = cells.flatMap((_, i) => (hidden[i] && i !== except ? [i] : []));
  let carried = 0;
  while (carried < wanted) {
    const way = anyWay(cells, usable, nodes, from, to, moved);
    if (way === undefined) break;
    let most = wanted - carried;
    for (const { cell, forward } of way) if (!forward) most = Math.min(most, left(cells, moved, cell));
    for (const { cell, forward } of way) moved[cell] = (moved[cell] ?? 0) + (forward ? most : -most);
    carried += most;
  }
  return { carried, moved };
}

/** A way with the fewest cells; what can carry much is taken before what cannot. */
function anyWay(
  cells: readonly Cell[],
  usable: readonly number[],
  nodes: number,
  from: number,
  to: number,
  moved: readonly number[],
): readonly Step[] | undefined {
  const last: ({ readonly step: Step; readonly from: number } | undefined)[] = new Array(nodes);
  let front: readonly number[] = [from];
  const seen = new Uint8Array(nodes);
  seen[from] = 1;
  while (front.length > 0 && seen[to] === 0) {
    const at = new Uint8Array(nodes);
    for (const node of front) at[node] = 1;
    const next: number[] = [];
    for (const i of usable) {
      const cell = cells[i];
      if (cell === undefined) continue;
      const forward = at[cell.from] === 1 && seen[cell.to] === 0;
      const backward = !forward && at[cell.to] === 1 && seen[cell.from] === 0 && left(cells, moved, i) > 0;
      if (!forward && !backward) continue;
      const reached = forward ? cell.to : cell.from;
      seen[reached] = 1;
      last[reached] = { step: { cell: i, forward }, from: forward ? cell.from : cell.to };
      next.push(reached);
    }
    front = next;
  }
  return seen[to] === 1 ? traced(last, from, to) : undefined;
}

function traced(
  last: readonly ({ readonly step: Step; readonly from: number } | undefined)[],
  from: number,
  to: number,
): readonly Step[] | undefined {
  const steps: Step[] = [];
  for (let node = to; node !== from; ) {
    const before = last[node];
    if (before === undefined) return undefined;
    steps.push(before.step);
    node = before.from;
  }
  return steps.reverse();
}

/** A way on which more can be carried if what is still shown on it is hidden too: small counts rather than large. */
function cheapestWay(
  cells: readonly Cell[],
  hidden: readonly boolean[],
  nodes: number,
  except: number,
  from: number,
  to: number,
  moved: readonly number[],
): readonly Step[] | undefined {
  const allowed = cells.map((cell, i) => i !== except && (hidden[i] === true || !cell.fixed));
  return shortestWay(cells, allowed, nodes, from, to, moved, (i) =>
    hidden[i] === true ? 0 : 1 + Math.log2(1 + (cells[i]?.value ?? 0)),
  );
}

/** Bellman and Ford's: tables are small. */
function shortestWay(
  cells: readonly Cell[],
  allowed: readonly boolean[],
  nodes: number,
  from: number,
  to: number,
  moved: readonly number[],
  cost: (cell: number) => number,
): readonly Step[] | undefined {
  const reach = Array.from({ length: nodes }, () => Number.POSITIVE_INFINITY);
  const last: ({ readonly step: Step; readonly from: number } | undefined)[] = reach.map(() => undefined);
  reach[from] = 0;
  const usable = allowed.flatMap((is, i) => (is ? [{ i, price: cost(i) }] : []));
  for (let changed = true; changed; ) {
    changed = false;
    for (const { i, price } of usable) {
      const cell = cells[i];
      if (cell === undefined) continue;
      const [a, b] = [reach[cell.from] ?? 0, reach[cell.to] ?? 0];
      if (a + price < b - 1e-9) {
        reach[cell.to] = a + price;
        last[cell.to] = { step: { cell: i, forward: true }, from: cell.from };
        changed = true;
      } else if (b + price < a - 1e-9 && left(cells, moved, i) > 0) {
        reach[cell.from] = b + price;
        last[cell.from] = { step: { cell: i, forward: false }, from: cell.to };
        changed = true;
      }
    }
  }
  return reach[to] === Number.POSITIVE_INFINITY ? undefined : traced(last, from, to);
}

/** How far a count can still go down. */
function left(cells: readonly Cell[], moved: readonly number[], cell: number): number {
  return (cells[cell]?.value ?? 0) + (moved[cell] ?? 0);
}
