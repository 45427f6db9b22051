import type { VNode } from 'preact';
import { type DeadPlace, deadSince } from '../../../domain/solidarity/directory.ts';
import { type Place, type ReplacedPlace, stillShown } from '../../../domain/solidarity/places.ts';
import type { Translate } from '../../../i18n/translate.ts';
import { Card, Table } from '../ui/data.tsx';
import { Form } from '../ui/forms.tsx';
import { Badge } from '../ui/messages.tsx';
import { placeLabel } from './parts.tsx';

/** The places that are public, with a button for each that says whether it works. */
export function PublicPlaces(props: {
  readonly t: Translate;
  readonly csrf: string;
  /** Where the button sends to. */
  readonly action: string;
  readonly places: readonly Place[];
  readonly dead: readonly DeadPlace[];
  readonly mayEdit: boolean;
}): VNode | null {
  const { t, csrf, action, places, dead, mayEdit } = props;
  if (places.length === 0) return null;
  return (
    <Card title={t('solidarity-public-places')}>
      <p class="hint">{t('solidarity-dead-hint')}</p>
      <Table
        caption={t('solidarity-public-places')}
        columns={[
          { label: t('solidarity-kind') },
          { label: t('solidarity-value') },
          { label: t('solidarity-works') },
          ...(mayEdit ? [{ label: t('solidarity-mark'), hidden: true }] : []),
        ]}
        rows={places.map((place) => {
          const since = deadSince(dead, place);
          return [
            t(placeLabel(place.kind)),
            <code key="v">{place.value}</code>,
            since === undefined ? (
              t('solidarity-works-yes')
            ) : (
              <Badge tone="bad">{t('solidarity-dead-since', { day: since })}</Badge>
            ),
            ...(mayEdit
              ? [
                  <Form key="f" csrf={csrf} action={action}>
                    <input type="hidden" name="kind" value={place.kind} />
                    <input type="hidden" name="value" value={place.value} />
                    <input type="hidden" name="dead" value={since === undefined ? 'yes' : 'no'} />
                    <button type="submit" class="small outline secondary">
                      {t(since === undefined ? 'solidarity-mark-dead' : 'solidarity-mark-alive')}
                    </button>
                  </Form>,
                ]
              : []),
          ];
        })}
      />
    </Card>
  );
}

/** What was valid until some days ago, and is still shown to everybody as not valid any more. */
export function ReplacedPlaces(props: {
  readonly t: Translate;
  readonly replaced: readonly ReplacedPlace[];
  readonly at: Date;
}): VNode | null {
  const { t, replaced, at } = props;
  const shown = stillShown(replaced, at);
  if (shown.length === 0) return null;
  return (
    <Card title={t('solidarity-replaced')}>
      <ul>
        {shown.map(({ kind, value, changedOn, until }) => (
          <li key={`${kind} ${value}`}>
            {t(placeLabel(kind))}: <s>{value}</s>{' '}
            <small class="muted">{t('solidarity-replaced-on', { day: changedOn, until: until.slice(0, 10) })}</small>
          </li>
        ))}
      </ul>
    </Card>
  );
}
