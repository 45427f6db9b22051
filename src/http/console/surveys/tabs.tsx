import type { VNode } from 'preact';
import { may } from '../../../domain/permissions.ts';
import type { Translate } from '../../../i18n/translate.ts';
import type { SurveyState } from '../../../storage/surveys.ts';
import type { ConsolePage, Organizer } from '../route.ts';
import { Tabs } from '../ui/data.tsx';
import { Badge, type Tone } from '../ui/messages.tsx';

/** The pages of one survey. */
export type SurveyTab = 'overview' | 'edit' | 'preview' | 'partner' | 'margins' | 'results';

const PATHS: Readonly<Record<SurveyTab, string>> = {
  overview: '',
  edit: '/edit',
  preview: '/preview',
  partner: '/partner',
  margins: '/margins',
  results: '/results',
};

/** Links between a survey's pages: those that the reader may open. */
export function SurveyTabs(props: {
  readonly t: Translate;
  readonly id: string;
  readonly current: SurveyTab;
  readonly organizer: Organizer | undefined;
}): VNode {
  const { t, id, current, organizer } = props;
  const edits = may(organizer?.role, 'surveys.edit');
  const tabs: readonly SurveyTab[] = edits
    ? ['overview', 'edit', 'preview', 'partner', 'margins', 'results']
    : ['overview', 'preview', 'results'];
  return (
    <Tabs
      label={t('surveys-tabs')}
      items={tabs.map((tab) => ({
        href: `/console/surveys/${id}${PATHS[tab]}`,
        label: t(`surveys-tab-${tab}`),
        current: tab === current,
      }))}
    />
  );
}

/** Where a survey's pages hang. */
export function backToSurveys(t: Translate): NonNullable<ConsolePage['back']> {
  return { href: '/console/surveys', label: t('surveys-title') };
}

const TONES: Readonly<Record<SurveyState, Tone>> = { draft: 'neutral', open: 'good', closed: 'warning' };

export function StateBadge({ t, state }: { readonly t: Translate; readonly state: SurveyState }): VNode {
  return <Badge tone={TONES[state]}>{t(`surveys-state-${state}`)}</Badge>;
}
