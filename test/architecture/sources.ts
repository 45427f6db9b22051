import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, posix, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type ModuleItem, parse } from '@swc/core';

export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '../..');

export interface Import {
  /** As written for a package, the file's path from the root for one of ours. */
  readonly target: string;
  readonly ours: boolean;
  /** Erased by the compiler. */
  readonly typeOnly: boolean;
}

export interface Source {
  /** From the root, with `/`. */
  readonly path: string;
  readonly text: string;
  readonly imports: readonly Import[];
  readonly hasDefaultExport: boolean;
}

/** Every source of the product, with what it imports, read by a real parser. */
export async function readSources(): Promise<readonly Source[]> {
  const folders = await Promise.all(
    ['src', 'bots', 'workers', 'scripts'].map((folder) =>
      readdir(join(ROOT, folder), { recursive: true, withFileTypes: true }),
    ),
  );
  const files = folders
    .flat()
    .filter((entry) => entry.isFile() && /\.(tsx?|mjs)$/.test(entry.name))
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)).replaceAll('\\', '/'));
  return Promise.all(files.sort().map(readSource));
}

async function readSource(path: string): Promise<Source> {
  const text = await readFile(join(ROOT, path), 'utf8');
  const { body } = await parse(text, { syntax: 'typescript', tsx: path.endsWith('.tsx'), target: 'es2022' });
  const dynamic = [...text.matchAll(/\bimport\(\s*['"]([^'"]+)['"]\s*\)/g)].map(
    (match) => [match[1] ?? '', false] as const,
  );
  const imports = [...body.flatMap(importsOf), ...dynamic].map(([specifier, typeOnly]) => ({
    ours: specifier.startsWith('.'),
    target: specifier.startsWith('.') ? posix.join(posix.dirname(path), specifier) : specifier,
    typeOnly,
  }));
  const hasDefaultExport = body.some(
    ({ type }) => type === 'ExportDefaultDeclaration' || type === 'ExportDefaultExpression',
  );
  return { path, text, imports, hasDefaultExport };
}

function importsOf(item: ModuleItem): readonly (readonly [specifier: string, typeOnly: boolean])[] {
  switch (item.type) {
    case 'ImportDeclaration': {
      const named = item.specifiers;
      const types = named.length > 0 && named.every((one) => one.type === 'ImportSpecifier' && one.isTypeOnly);
      return [[item.source.value, item.typeOnly || types]];
    }
    case 'ExportNamedDeclaration':
      return item.source ? [[item.source.value, 'typeOnly' in item && item.typeOnly === true]] : [];
    case 'ExportAllDeclaration':
      return [[item.source.value, false]];
    default:
      return [];
  }
}
