import { type Browser, chromium } from 'playwright-core';

/** Set by the test run's own start, where there is a Chromium. */
const executablePath = process.env.CHROMIUM_PATH ?? '';

/** `describe` where there is a Chromium; skipped elsewhere. */
export const inChromium = executablePath === '' ? describe.skip : describe;

/** A folder for pictures of what a person sees, for people to look at; empty for none. */
export const shots = process.env.GOLOS_SCREENSHOTS ?? '';

/** Nothing that it does by itself reaches the network. */
const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A headless browser; `close` it in `afterAll`. */
export function launchChromium(): Promise<Browser> {
  return chromium.launch({ executablePath, args: ARGS });
}
