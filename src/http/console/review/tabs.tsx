import type { VNode } from 'preact';
import type { Translate } from '../../../i18n/translate.ts';
import { Tabs } from '../ui/data.tsx';

const PAGES = { desk: '', queue: '/queue', practice: '/practice', guide: '/guide' } as const;

/** The pages of reviewing. */
export function ReviewTabs({ t, current }: { readonly t: Translate; readonly current: keyof typeof PAGES }): VNode {
  const names = Object.keys(PAGES) as (keyof typeof PAGES)[];
  return (
    <Tabs
      label={t('review-title')}
      items={names.map((name) => ({
        href: `/console/review${PAGES[name]}`,
        label: t(`review-tab-${name}`),
        current: name === current,
      }))}
    />
  );
}
