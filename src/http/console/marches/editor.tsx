import type { VNode } from 'preact';
import type { Language } from '../../../domain/languages.ts';
import { LONGEST_HOURS, LONGEST_MARCH_NAME, LONGEST_ZONE_NAME, WINDOW_CHOICES } from '../../../domain/marches/march.ts';
import type { Translate } from '../../../i18n/translate.ts';
import { Card } from '../ui/data.tsx';
import { fieldErrors } from '../ui/field-errors.ts';
import { Checkbox, Field, LocalizedField, Row, Select } from '../ui/fields.tsx';
import { Actions, Form } from '../ui/forms.tsx';
import type { MarchProblems, TypedMarch, TypedZone } from './march-form.ts';

/** The form in which a march is written. Every button sends all of it. */
export function Editor(props: {
  readonly t: Translate;
  readonly csrf: string;
  readonly action: string;
  /** That was edited; undefined for a new one. */
  readonly revision: number | undefined;
  readonly typed: TypedMarch;
  readonly problems: MarchProblems;
  readonly timeZone: string;
  /** Names of the stations' widest level, of which zones can be made. */
  readonly regions: number;
}): VNode {
  const { t, csrf, action, revision, typed, problems, timeZone, regions } = props;
  const { error, errors } = fieldErrors(t, problems);
  const zones = error('zones');
  return (
    <Form csrf={csrf} action={action}>
      {revision !== undefined && <input type="hidden" name="revision" value={`${revision}`} />}
      <Card>
        <LocalizedField
          t={t}
          name="name"
          label={t('marches-name')}
          values={typed.name}
          errors={errors('name')}
          maxLength={LONGEST_MARCH_NAME}
        />
        <Row>
          <Field
            name="starts-at"
            type="datetime-local"
            label={t('marches-starts')}
            hint={t('marches-zone-of-time', { zone: timeZone })}
            value={typed.startsAt}
            error={error('starts-at')}
          />
          <Field
            name="ends-at"
            type="datetime-local"
            label={t('marches-ends')}
            hint={t('marches-ends-hint', { most: LONGEST_HOURS })}
            value={typed.endsAt}
            error={error('ends-at')}
          />
        </Row>
        <Row>
          <Field
            name="valid"
            label={t('marches-valid')}
            hint={t('marches-valid-hint', { most: LONGEST_HOURS })}
            value={typed.valid}
            error={error('valid')}
          />
          <Select
            name="window"
            label={t('marches-window')}
            hint={t('marches-window-hint')}
            value={typed.window}
            options={WINDOW_CHOICES.map((seconds) => ({
              value: `${seconds}`,
              label: t('marches-seconds', { seconds }),
            }))}
          />
        </Row>
        <Checkbox
          name="announces"
          label={t('marches-announces')}
          hint={t('marches-announces-hint')}
          checked={typed.announces}
        />
      </Card>
      <Card title={t('marches-zones')}>
        <p class="hint">{t('marches-area-hint')}</p>
        {zones !== undefined && (
          <p class="error" role="alert">
            {zones}
          </p>
        )}
        {typed.zones.map((zone, i) => (
          <ZoneFields
            key={i}
            t={t}
            zone={zone}
            number={i}
            error={error(`zone-${i}.area`)}
            errors={errors(`zone-${i}`)}
            whole={error(`zone-${i}`)}
          />
        ))}
        <Actions>
          <button type="submit" name="act" value="add" class="secondary">
            {t('marches-add-zone')}
          </button>
          {regions > 1 && (
            <button type="submit" name="act" value="regions" class="secondary outline">
              {t('marches-from-regions', { count: regions })}
            </button>
          )}
        </Actions>
      </Card>
      <Actions>
        <button type="submit" name="act" value="save">
          {t('marches-save')}
        </button>
      </Actions>
    </Form>
  );
}

function ZoneFields(props: {
  readonly t: Translate;
  readonly zone: TypedZone;
  readonly number: number;
  readonly error: string | undefined;
  readonly errors: Partial<Record<Language, string>>;
  readonly whole: string | undefined;
}): VNode {
  const { t, zone, number, error, errors, whole } = props;
  return (
    <fieldset class="field" id={`zone-${number}`}>
      <LocalizedField
        t={t}
        name="zone"
        id={`f-zone-${number}`}
        label={t('marches-zone-number', { number: number + 1 })}
        values={zone.name}
        errors={errors}
        error={whole}
        maxLength={LONGEST_ZONE_NAME}
      />
      <Field
        name="zone.area"
        id={`f-zone-${number}-area`}
        label={t('marches-area')}
        rows={Math.min(8, Math.max(2, zone.area.split('\n').length))}
        value={zone.area}
        error={error}
      />
      <button type="submit" name="act" value={`remove-${number}`} class="outline secondary">
        {t('marches-remove-zone')}
      </button>
    </fieldset>
  );
}
