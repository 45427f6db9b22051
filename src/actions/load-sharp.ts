import type Sharp from 'sharp';

/**
 * sharp, for processes that seldom make a picture: it takes twenty megabytes, so that it is loaded with the first one.
 * One thread a picture and no cache, as such settings are for the whole process: no picture is made twice, and what
 * several threads leave behind stays in memory.
 */
export async function loadSharp(): Promise<typeof Sharp> {
  const { default: sharp } = await import('sharp');
  sharp.concurrency(1);
  sharp.cache(false);
  return sharp;
}
