import { cp, readdir } from 'node:fs/promises';
import { join, sep } from 'node:path';

/** Catalogues, and everything in a folder called `assets` or `demo` that is not a source. */
function isAsset(path) {
  if (/\.tsx?$/.test(path)) return false;
  return path.endsWith('.ftl') || path.split(sep).some((part) => part === 'assets' || part === 'demo');
}

/** Copies what the compiler leaves behind. @param {string} root @param {string} target */
export async function copyAssets(root, target) {
  for (const folder of ['src', 'bots', 'workers', 'scripts']) {
    for (const entry of await readdir(join(root, folder), { recursive: true, withFileTypes: true })) {
      const path = join(folder, join(entry.parentPath ?? entry.path, entry.name).slice(join(root, folder).length + 1));
      if (entry.isFile() && isAsset(path)) await cp(join(root, path), join(target, path));
    }
  }
}
