import { parseArgs } from 'node:util';
import { databaseUrlOf } from '../../src/config/config.ts';
import { photoPlace } from '../../src/config/photo-place.ts';
import { ensureBucket } from '../../src/storage/s3-bucket.ts';
import { Problem } from '../problem.ts';
import { prepare } from '../start/prepare.ts';
import type { Command } from './command.ts';
import { MIGRATIONS } from './migrations-folder.ts';

/** `golos prepare` */
export const prepareCommand: Command = {
  name: 'prepare',
  summary: 'bring everything to where this version needs it, before its processes start',
  usage: `usage: golos prepare

What "npm start" does before it starts the processes, for those who start them otherwise: brings the database of
DATABASE_URL to this version, makes BullMQ's tables where queues are on Postgres, gives the roles of WEB_DATABASE_URL,
WORKER_DATABASE_URL and SENDER_DATABASE_URL what each needs, makes the keyrings where there are none, and the bucket of
S3_BUCKET if it is not there. The processes of the version before may go on running meanwhile. Run twice, it does nothing.`,
  run: async (argv, context) => {
    parseArgs({ args: [...argv], options: {} });
    const config = context.config();
    if (config.databaseUrl === undefined) {
      throw new Problem('DATABASE_URL is not set. The embedded Postgres is prepared by "npm start" itself.', 2);
    }
    await prepare(config, databaseUrlOf(config), MIGRATIONS);
    const { s3 } = photoPlace(config);
    if (s3 !== undefined && (await ensureBucket(s3)) === 'made') context.print(`Made the bucket ${s3.bucket}.`);
    context.print('Everything is where this version needs it.');
    return 0;
  },
};
