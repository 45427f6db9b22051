import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { type Overview, type OverviewFigures, SHOWN_MINUTES } from '../../../actions/overview.ts';
import type { Language } from '../../../domain/languages.ts';
import type { Translate } from '../../../i18n/translate.ts';
import type { ConsoleEvent, ConsoleRoute } from '../route.ts';
import { Card, Live } from '../ui/data.tsx';
import { clock, Deliveries, Headlines, People, QueueDepths, type Shown, Updates } from './figures.tsx';

/** What changes by itself, by the name of its event. */
const PARTS: Readonly<Record<string, (shown: Shown) => VNode>> = {
  'overview-headlines': (shown) => <Headlines {...shown} />,
  'overview-people': (shown) => <People {...shown} />,
  'overview-updates': (shown) => <Updates {...shown} />,
  'overview-queues': (shown) => <QueueDepths {...shown} />,
  'overview-deliveries': (shown) => <Deliveries {...shown} />,
  'overview-as-of': ({ figures, t }) => <>{t('overview-as-of', { time: clock(figures.at) })}</>,
};

/** The console's first page: how things are, as they go. */
export function overviewRoutes({ overview }: { readonly overview: Overview }): readonly ConsoleRoute[] {
  const eventsOf = rememberEvents();
  return [
    {
      method: 'GET',
      path: '',
      permission: 'overview.read',
      handle: async ({ t, language }) => {
        const shown: Shown = { figures: await overview.read(), t, language };
        return { kind: 'page', title: t('overview-title'), body: <Page shown={shown} /> };
      },
    },
    {
      method: 'GET',
      path: '/overview/live',
      permission: 'overview.read',
      background: true,
      handle: async ({ t, language }) => ({
        kind: 'stream',
        async *events(signal) {
          for await (const figures of overview.watch(signal)) yield* eventsOf(figures, t, language);
        },
      }),
    },
  ];
}

/** However many watch, new figures are rendered once for each language. */
function rememberEvents(): (figures: OverviewFigures, t: Translate, language: Language) => readonly ConsoleEvent[] {
  const known = new WeakMap<OverviewFigures, Map<Language, readonly ConsoleEvent[]>>();
  return (figures, t, language) => {
    const ofFigures = known.get(figures) ?? new Map<Language, readonly ConsoleEvent[]>();
    known.set(figures, ofFigures);
    const rendered =
      ofFigures.get(language) ??
      Object.entries(PARTS).map(([event, part]) => ({
        event,
        data: renderToString(part({ figures, t, language })),
      }));
    ofFigures.set(language, rendered);
    return rendered;
  };
}

function Page({ shown }: { readonly shown: Shown }): VNode {
  const { t } = shown;
  return (
    <Live t={t} href="/console/overview/live">
      <div class="stats">
        <Part name="overview-headlines" shown={shown} class="contents" />
      </div>
      <Card title={t('overview-updates-title', { minutes: SHOWN_MINUTES })}>
        <Part name="overview-updates" shown={shown} />
      </Card>
      <Card title={t('overview-people')}>
        <Part name="overview-people" shown={shown} />
      </Card>
      <div class="halves">
        <Card title={t('overview-queues')}>
          <Part name="overview-queues" shown={shown} />
        </Card>
        <Card title={t('overview-deliveries')}>
          <Part name="overview-deliveries" shown={shown} />
        </Card>
      </div>
      <p>
        <Part name="overview-as-of" shown={shown} class="muted" inline />
      </p>
    </Live>
  );
}

function Part(props: {
  readonly name: string;
  readonly shown: Shown;
  readonly class?: string;
  readonly inline?: boolean;
}): VNode {
  const { name, shown, inline = false } = props;
  const content = PARTS[name]?.(shown);
  return inline ? (
    <small data-live-event={name} class={props.class}>
      {content}
    </small>
  ) : (
    <div data-live-event={name} class={props.class}>
      {content}
    </div>
  );
}
