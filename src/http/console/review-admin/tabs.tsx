import type { VNode } from 'preact';
import type { Translate } from '../../../i18n/translate.ts';
import { Tabs } from '../ui/data.tsx';

const PAGES = { disputed: '', reviewers: '/reviewers', gold: '/gold', slices: '/slices', signs: '/signs' } as const;

/** The pages of an administrator of review. */
export function ReviewAdminTabs({
  t,
  current,
}: {
  readonly t: Translate;
  readonly current: keyof typeof PAGES;
}): VNode {
  const names = Object.keys(PAGES) as (keyof typeof PAGES)[];
  return (
    <Tabs
      label={t('review-admin-title')}
      items={names.map((name) => ({
        href: `/console/review-admin${PAGES[name]}`,
        label: t(`review-admin-tab-${name}`),
        current: name === current,
      }))}
    />
  );
}
