import { dirname } from 'node:path';
import { keyringPath } from '../../src/config/config.ts';
import { Problem } from '../problem.ts';
import type { CommandContext } from './command.ts';

/** Where all three keyrings lie. @throws Problem when only one of them is told. */
export function keysFolder(context: CommandContext): string {
  const config = context.config();
  if (config.keyringFile !== undefined)
    throw new Problem('KEYRING_FILE names one keyring. Unset it, and set DATA_DIR to the folder around all three.');
  return dirname(keyringPath(config, 'web'));
}
