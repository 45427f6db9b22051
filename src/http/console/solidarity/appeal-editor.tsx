import type { VNode } from 'preact';
import { CONSENTS, LONGEST_STORY, LONGEST_TITLE } from '../../../domain/solidarity/fund.ts';
import { APPEAL_WAY_KINDS } from '../../../domain/solidarity/ways.ts';
import type { Translate } from '../../../i18n/translate.ts';
import { Card } from '../ui/data.tsx';
import { type FieldProblems, fieldErrors } from '../ui/field-errors.ts';
import { Choices, Field, LocalizedField, Row } from '../ui/fields.tsx';
import { Actions, Form } from '../ui/forms.tsx';
import type { TypedAppeal } from './appeal-form.ts';
import { HelpChoices, WaysCard } from './parts.tsx';

/** The form in which an appeal is written. Every button sends all of it. */
export function AppealEditor(props: {
  readonly t: Translate;
  readonly csrf: string;
  readonly action: string;
  /** That was edited; undefined for a new one. */
  readonly revision: number | undefined;
  readonly typed: TypedAppeal;
  readonly problems: FieldProblems;
}): VNode {
  const { t, csrf, action, revision, typed, problems } = props;
  const found = fieldErrors(t, problems);
  const { error, errors } = found;
  return (
    <Form csrf={csrf} action={action}>
      {revision !== undefined && <input type="hidden" name="revision" value={`${revision}`} />}
      <Card>
        <LocalizedField
          t={t}
          name="title"
          label={t('solidarity-title')}
          hint={t('solidarity-some-languages')}
          values={typed.title}
          errors={errors('title')}
          maxLength={LONGEST_TITLE}
        />
        <LocalizedField
          t={t}
          name="story"
          label={t('solidarity-story')}
          hint={t('solidarity-story-hint')}
          values={typed.story}
          errors={errors('story')}
          maxLength={LONGEST_STORY}
          rows={6}
        />
        <HelpChoices t={t} values={typed.help} error={error('help')} />
        <Row>
          <Field name="amount" label={t('solidarity-goal')} value={typed.amount} error={error('amount')} />
          <Field
            name="currency"
            label={t('solidarity-currency')}
            hint={t('solidarity-currency-hint')}
            value={typed.currency}
            error={error('currency')}
            maxLength={3}
          />
        </Row>
      </Card>
      <Card title={t('solidarity-consent')}>
        <p class="hint">{t('solidarity-consent-hint')}</p>
        <Choices
          kind="radio"
          name="consent"
          label={t('solidarity-consent-how')}
          options={CONSENTS.map((value) => ({ value, label: t(`solidarity-consent-${value}`) }))}
          values={[typed.consent]}
          error={error('consent')}
        />
        <Field
          name="consent-on"
          type="date"
          label={t('solidarity-consent-day')}
          value={typed.consentOn}
          error={error('consent-on')}
        />
      </Card>
      <WaysCard
        t={t}
        ways={typed.ways}
        errors={found}
        hint={t('solidarity-appeal-ways-hint')}
        kinds={APPEAL_WAY_KINDS}
      />
      <Actions>
        <button type="submit" name="act" value="save">
          {t('solidarity-save')}
        </button>
      </Actions>
    </Form>
  );
}
