import { type Config, photoFolder } from './config.ts';

/**
 * Where this installation keeps photos, for `openPhotoStore`. The S3 client would print a notice of several lines
 * about coming versions of Node into every log; which Node we run on is package.json's to say.
 */
export function photoPlace(config: Config): { folder: string; s3?: NonNullable<Config['s3']> } {
  if (config.s3 !== undefined) process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
  return { folder: photoFolder(config), ...(config.s3 === undefined ? {} : { s3: config.s3 }) };
}
