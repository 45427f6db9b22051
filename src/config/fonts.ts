import { mkdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/**
 * Lets pictures be drawn with the fonts that are installed with the product, so that they look the same everywhere
 * and have their letters on a machine without any fonts: there, every letter would be an empty box. To be called
 * before the first picture. https://www.freedesktop.org/software/fontconfig/fontconfig-user.html
 */
export async function useOwnFonts(dataDir: string): Promise<void> {
  const fonts = join(dirname(createRequire(import.meta.url).resolve('dejavu-fonts-ttf/package.json')), 'ttf');
  const file = join(dataDir, 'fonts', 'fonts.conf');
  await mkdir(dirname(file), { recursive: true });
  await writeFile(
    file,
    `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig><dir>${escaped(fonts)}</dir><cachedir>${escaped(join(dirname(file), 'cache'))}</cachedir></fontconfig>
`,
  );
  process.env.FONTCONFIG_FILE = file;
}

function escaped(path: string): string {
  return path.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
