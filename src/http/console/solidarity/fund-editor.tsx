import type { VNode } from 'preact';
import { LONGEST_ABOUT, LONGEST_FOR_WHOM, LONGEST_NAME } from '../../../domain/solidarity/fund.ts';
import { WAY_KINDS } from '../../../domain/solidarity/ways.ts';
import type { Translate } from '../../../i18n/translate.ts';
import { Card } from '../ui/data.tsx';
import { type FieldProblems, fieldErrors } from '../ui/field-errors.ts';
import { Field, LocalizedField } from '../ui/fields.tsx';
import { Actions, Form } from '../ui/forms.tsx';
import type { TypedFund } from './fund-form.ts';
import { CheckChoices, ContactsCard, HelpChoices, WaysCard } from './parts.tsx';

/** The form in which a fund is written. Every button sends all of it. */
export function FundEditor(props: {
  readonly t: Translate;
  readonly csrf: string;
  readonly action: string;
  /** That was edited; undefined for a new one. */
  readonly revision: number | undefined;
  readonly typed: TypedFund;
  readonly problems: FieldProblems;
}): VNode {
  const { t, csrf, action, revision, typed, problems } = props;
  const found = fieldErrors(t, problems);
  const { error, errors } = found;
  const text = (name: string, label: string, of: keyof TypedFund & ('name' | 'about' | 'forWhom'), rows?: number) => (
    <LocalizedField
      t={t}
      name={name}
      label={label}
      hint={t('solidarity-some-languages')}
      values={typed[of]}
      errors={errors(name)}
      maxLength={{ name: LONGEST_NAME, about: LONGEST_ABOUT, forWhom: LONGEST_FOR_WHOM }[of]}
      {...(rows === undefined ? {} : { rows })}
    />
  );
  return (
    <Form csrf={csrf} action={action}>
      {revision !== undefined && <input type="hidden" name="revision" value={`${revision}`} />}
      <Card>
        {revision === undefined && (
          <Field
            name="id"
            label={t('solidarity-id')}
            hint={t('solidarity-id-hint')}
            value={typed.id}
            error={error('id')}
            maxLength={31}
          />
        )}
        {text('name', t('solidarity-name'), 'name')}
        {text('about', t('solidarity-about'), 'about', 4)}
        {text('for-whom', t('solidarity-for-whom'), 'forWhom', 2)}
        <HelpChoices t={t} values={typed.help} error={error('help')} />
        <Field
          name="countries"
          label={t('solidarity-countries')}
          hint={t('solidarity-countries-hint')}
          value={typed.countries}
          error={error('countries')}
        />
        <Field
          name="languages"
          label={t('solidarity-languages')}
          hint={t('solidarity-languages-hint')}
          value={typed.languages}
          error={error('languages')}
        />
        <Field
          name="website"
          label={t('solidarity-website')}
          hint={t('solidarity-link-hint')}
          value={typed.website}
          error={error('website')}
        />
        <CheckChoices
          t={t}
          name="checks"
          label={t('solidarity-fund-checked')}
          values={typed.checks}
          error={error('checks')}
        />
      </Card>
      <ContactsCard t={t} contacts={typed.contacts} errors={found} />
      <WaysCard t={t} ways={typed.ways} errors={found} hint={t('solidarity-ways-hint')} kinds={WAY_KINDS} />
      <Actions>
        <button type="submit" name="act" value="save">
          {t('solidarity-save')}
        </button>
      </Actions>
    </Form>
  );
}
