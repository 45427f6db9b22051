import { setImmediate as breathe } from 'node:timers/promises';
import type { Edition } from '../../../domain/finding/edition.ts';
import { LANGUAGES, type Language } from '../../../domain/languages.ts';
import { type Finder, finderSteps } from './finder.ts';
import type { Look } from './look.ts';
import { sitePage } from './page.tsx';
import { createPageCache, type PageCache } from './page-cache.ts';
import { type Site, siteSteps } from './site.ts';

/** An edition with everything that is made of it. */
export interface Shown {
  readonly edition: Edition;
  readonly site: Site;
  readonly pages: PageCache;
  readonly find: Finder;
}

/** Rendered pages that are kept, with what they weigh packed. */
const KEPT_BYTES = 48 * 1024 * 1024;

/** Asked for by nearly everybody: rendered before anybody waits for them. */
const FIRST = ['/', '/find'];

/**
 * What is shown now. A new edition is prepared in small steps, while the one before is still shown: the process that
 * serves pages also takes votes, and none of them waits for a map.
 */
export function createShown(deps: {
  /** The same object as long as it is the same edition. */
  readonly edition: () => Promise<Edition | undefined>;
  readonly looks: Readonly<Record<Language, Look>>;
}): () => Promise<Shown | undefined> {
  let shown: Shown | undefined;
  let preparing: { readonly edition: Edition; readonly done: Promise<Shown> } | undefined;

  function prepare(edition: Edition): Promise<Shown> {
    if (preparing?.edition !== edition) {
      const done = prepared(edition, deps.looks);
      preparing = { edition, done };
      done.then(
        (ready) => {
          // Another one may have come meanwhile.
          if (preparing?.edition === edition) shown = ready;
        },
        () => {
          if (preparing?.edition === edition) preparing = undefined;
        },
      );
    }
    return preparing.done;
  }

  return async () => {
    const edition = await deps.edition();
    if (edition === undefined) return undefined;
    if (shown?.edition === edition) return shown;
    const next = prepare(edition);
    return shown ?? next;
  };
}

async function prepared(edition: Edition, looks: Readonly<Record<Language, Look>>): Promise<Shown> {
  const site = await inSteps(siteSteps(edition));
  const find = await inSteps(finderSteps(site));
  const pages = createPageCache(KEPT_BYTES);
  for (const path of FIRST)
    for (const language of LANGUAGES) {
      await breathe();
      pages.get(`${language} ${path}`, () => sitePage(site, path, looks[language]));
    }
  return { edition, site, pages, find };
}

async function inSteps<T>(steps: Generator<void, T>): Promise<T> {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    await breathe();
  }
}
