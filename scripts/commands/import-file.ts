import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { codeOf } from '../postgres/place.ts';
import { Problem } from '../problem.ts';
import type { CommandContext } from './command.ts';
import type { Progress } from './progress.ts';

/** The one file that a command names. @throws Problem */
export function oneFile([file, ...more]: readonly string[]): string {
  if (file === undefined) throw new Problem('Which file?', 2);
  if (more.length > 0) throw new Problem(`One file at a time, not also ${more.join(', ')}.`, 2);
  return file;
}

/** @throws Problem when there is no such file, or it cannot be read. */
export async function sizeOf(file: string): Promise<number> {
  const { size } = await stat(file).catch((error) => {
    throw cannotRead(file, error);
  });
  return size;
}

/** Imports a file's bytes, and shows how far they are read. @throws Problem when they cannot be read to the end. */
export async function importFile<T>(
  { progress: show }: Pick<CommandContext, 'progress'>,
  file: { readonly path: string; readonly size: number },
  work: (bytes: AsyncIterable<Uint8Array>) => Promise<T>,
): Promise<T> {
  const progress = show('Importing', file.size);
  try {
    return await work(counted(createReadStream(file.path), progress));
  } catch (error) {
    if (Object(error).syscall === 'read') throw cannotRead(file.path, error);
    throw error;
  } finally {
    progress.stop();
  }
}

function cannotRead(file: string, error: unknown): Problem {
  return new Problem(`Cannot read ${file} (${codeOf(error)}).`);
}

/** The same bytes, telling how far they are read. */
async function* counted(chunks: AsyncIterable<Uint8Array>, progress: Progress): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  for await (const chunk of chunks) {
    yield chunk;
    bytes += chunk.length;
    progress.update(bytes);
  }
}
