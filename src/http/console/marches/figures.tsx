import type { VNode } from 'preact';
import type { LiveMarch } from '../../../actions/marches/live-marches.ts';
import type { Language } from '../../../domain/languages.ts';
import { countryCount } from '../../../domain/marches/published.ts';
import type { Translate } from '../../../i18n/translate.ts';
import { countText } from '../../charts/march-picture.ts';
import { Stat, Table } from '../ui/data.tsx';

/** What everybody sees of a march, for those who watch over it. */
export function MarchFigures(props: {
  readonly t: Translate;
  readonly language: Language;
  readonly live: LiveMarch;
  readonly timeZone: string;
}): VNode {
  const { t, language, live, timeZone } = props;
  const { latest, march, plusMinus } = live;
  if (latest === undefined) return <p>{t('marches-nothing-yet')}</p>;
  const words = (count: number | null) => countText(count, { t, language });
  const time = new Intl.DateTimeFormat(language, { timeZone, timeStyle: 'medium' });
  return (
    <>
      <div class="stats">
        <Stat label={t('live-verified')} value={words(countryCount(latest.verified))} note={t('live-all-zones')} />
        <Stat
          label={t('live-unverified-short')}
          value={words(countryCount(latest.unverified))}
          note={t('live-all-zones')}
        />
        <Stat label={t('marches-last-window')} value={time.format(latest.at)} note={`± ${plusMinus}`} />
      </div>
      <Table
        caption={t('live-zones')}
        keepShape
        columns={[
          { label: t('marches-zone') },
          { label: t('live-verified'), numeric: true },
          { label: t('live-unverified-short'), numeric: true },
        ]}
        rows={march.definition.zones.map(({ name }, zone) => [
          name[language],
          words(latest.verified[zone] ?? null),
          words(latest.unverified[zone] ?? null),
        ])}
      />
    </>
  );
}
