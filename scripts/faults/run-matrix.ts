import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { loadCatalogues } from '../../src/i18n/catalogues.ts';
import { type Backend, startLab } from './lab.ts';
import type { Row } from './row.ts';
import { type RowResult, runRow } from './run-row.ts';

export interface MatrixOptions {
  /** The project's folder, built. */
  readonly root: string;
  readonly rows: readonly Row[];
  readonly backends: readonly Backend[];
  /** Citizens at once. */
  readonly atOnce: number;
  /** Each row on both backends, or once: on one or the other in turn. */
  readonly each: 'both' | 'once';
  readonly seed: number;
  readonly signal: AbortSignal;
  readonly onResult: (result: RowResult) => void;
}

/** Numbers of citizens that a row may use. */
const CITIZENS_A_ROW = 10_000;

/** Runs the rows, those of one backend on one system, one after the other. */
export async function runMatrix(options: MatrixOptions): Promise<RowResult[]> {
  const { root, backends, atOnce, seed, signal, onResult } = options;
  const { translator } = loadCatalogues();
  const photos = await madeUpPhotos();
  const results: RowResult[] = [];
  try {
    for (const { backend, clock, rows } of labsFor(options.rows, backends, options.each)) {
      if (rows.length === 0 || signal.aborted) continue;
      const lab = await startLab({ root, backend, clock });
      try {
        for (const [i, row] of rows.entries()) {
          if (signal.aborted) break;
          const firstCitizen = (i + 1) * CITIZENS_A_ROW;
          const result = await runRow(lab, row, { atOnce, firstCitizen, seed, photos, translator, signal });
          results.push(result);
          onResult(result);
        }
      } finally {
        await lab.stop();
      }
    }
  } finally {
    await rm(photos, { recursive: true, force: true });
  }
  return results;
}

function labsFor(rows: readonly Row[], backends: readonly Backend[], each: 'both' | 'once') {
  const isOn = (row: Row, i: number, backend: Backend) => {
    const on = (row.backends ?? ['postgres', 'redis']).filter((one) => backends.includes(one));
    return each === 'both' ? on.includes(backend) : on[i % on.length] === backend;
  };
  return backends.flatMap((backend) =>
    [false, true].map((clock) => ({
      backend,
      clock,
      rows: rows.filter((row, i) => (row.clock ?? false) === clock && isOn(row, i, backend)),
    })),
  );
}

/** Small ones, all different: it is not about what is on them. */
async function madeUpPhotos(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'golos-faults-photos-'));
  for (let seed = 1; seed <= 6; seed += 1) {
    const [width, height] = [300, 400];
    const pixels = Buffer.from(Array.from({ length: 12 }, (_, i) => (seed * 83 + i * 61) % 256));
    await sharp(pixels, { raw: { width: 2, height: 2, channels: 3 } })
      .resize(width, height, { kernel: 'cubic' })
      .jpeg()
      .toFile(join(folder, `${seed}.jpg`));
  }
  return folder;
}
