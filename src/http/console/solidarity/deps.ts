import type { PublishDeps } from '../../../actions/solidarity/entry.ts';

/** What the pages about funds and appeals work with. */
export interface SolidarityPagesDeps extends PublishDeps {
  /** Where people find the public pages, such as `https://example.org`. */
  readonly origin: string;
}
