import type { VNode } from 'preact';
import { CONTACT_KINDS } from '../../../domain/solidarity/contacts.ts';
import type { EntryState } from '../../../domain/solidarity/fund.ts';
import type { PlaceChanges } from '../../../domain/solidarity/places.ts';
import { CHECKS, HELP_KINDS } from '../../../domain/solidarity/terms.ts';
import type { WayKind } from '../../../domain/solidarity/ways.ts';
import type { TextKey } from '../../../i18n/keys.ts';
import type { Translate } from '../../../i18n/translate.ts';
import { Card } from '../ui/data.tsx';
import type { fieldErrors } from '../ui/field-errors.ts';
import { Choices, Field, Row, Select } from '../ui/fields.tsx';
import { Actions } from '../ui/forms.tsx';
import { Badge } from '../ui/messages.tsx';
import type { TypedContact, TypedWay } from './typed.ts';

type Errors = ReturnType<typeof fieldErrors>;

const TONES = { draft: 'neutral', public: 'good', hidden: 'bad' } as const;

/** Whether everybody sees a fund or an appeal. */
export function StateBadge({ t, state }: { readonly t: Translate; readonly state: EntryState }): VNode {
  return <Badge tone={TONES[state]}>{t(`solidarity-state-${state}`)}</Badge>;
}

/** What a place is called: a way to give, a contact, the site. */
export function placeLabel(kind: string): TextKey {
  return kind === 'website' ? 'solidarity-place-website' : (`solidarity-place-${kind}` as TextKey);
}

/** What help is given or needed. */
export function HelpChoices(props: {
  readonly t: Translate;
  readonly values: readonly string[];
  readonly error: string | undefined;
}): VNode {
  const { t, values, error } = props;
  return (
    <Choices
      kind="checkbox"
      name="help"
      label={t('solidarity-help')}
      options={HELP_KINDS.map((value) => ({ value, label: t(`solidarity-help-${value}`) }))}
      values={values}
      error={error}
    />
  );
}

/** How something was checked. */
export function CheckChoices(props: {
  readonly t: Translate;
  readonly name: string;
  readonly label: string;
  readonly values: readonly string[];
  readonly error: string | undefined;
}): VNode {
  const { t, ...own } = props;
  const options = CHECKS.map((value) => ({ value, label: t(`solidarity-check-${value}`) }));
  return <Choices kind="checkbox" options={options} {...own} />;
}

/** Ways to give: each with its own fields, checked on their own. */
export function WaysCard(props: {
  readonly t: Translate;
  readonly ways: readonly TypedWay[];
  readonly errors: Errors;
  readonly hint: string;
  readonly kinds: readonly WayKind[];
}): VNode {
  const { t, ways, hint, errors, kinds } = props;
  const { error } = errors;
  return (
    <Card title={t('solidarity-ways')}>
      <p class="hint">{hint}</p>
      <Together text={error('ways')} />
      {ways.map((way, i) => (
        <fieldset key={i} class="field" id={`way-${i}`}>
          <legend>{t('solidarity-way-number', { number: i + 1 })}</legend>
          <Select
            name={`way-${i}.kind`}
            label={t('solidarity-kind')}
            value={way.kind}
            options={kinds.map((kind) => ({ value: kind, label: t(`solidarity-place-${kind}`) }))}
            error={error(`way-${i}.kind`)}
          />
          <Field
            name={`way-${i}.value`}
            label={t('solidarity-value')}
            hint={t('solidarity-value-hint')}
            value={way.value}
            error={error(`way-${i}.value`)}
            autocomplete="off"
          />
          <Row>
            <Field
              name={`way-${i}.holder`}
              label={t('solidarity-holder')}
              hint={t('solidarity-only-iban')}
              value={way.holder}
              error={error(`way-${i}.holder`)}
            />
            <Field
              name={`way-${i}.bic`}
              label={t('solidarity-bic')}
              hint={t('solidarity-only-iban-abroad')}
              value={way.bic}
              error={error(`way-${i}.bic`)}
            />
          </Row>
          <CheckChoices
            t={t}
            name={`way-${i}.checks`}
            label={t('solidarity-how-checked')}
            values={way.checks}
            error={error(`way-${i}.checks`)}
          />
          <button type="submit" name="act" value={`remove-way-${i}`} class="outline secondary">
            {t('solidarity-remove-way')}
          </button>
        </fieldset>
      ))}
      <Actions>
        <button type="submit" name="act" value="add-way" class="secondary">
          {t('solidarity-add-way')}
        </button>
      </Actions>
    </Card>
  );
}

/** How people reach a fund. */
export function ContactsCard(props: {
  readonly t: Translate;
  readonly contacts: readonly TypedContact[];
  readonly errors: Errors;
}): VNode {
  const { t, contacts, errors } = props;
  const { error } = errors;
  return (
    <Card title={t('solidarity-contacts')}>
      <p class="hint">{t('solidarity-contacts-hint')}</p>
      <Together text={error('contacts')} />
      {contacts.map((one, i) => (
        <fieldset key={i} class="field" id={`contact-${i}`}>
          <legend>{t('solidarity-contact-number', { number: i + 1 })}</legend>
          <Row>
            <Select
              name={`contact-${i}.kind`}
              label={t('solidarity-kind')}
              value={one.kind}
              options={CONTACT_KINDS.map((kind) => ({ value: kind, label: t(`solidarity-place-${kind}`) }))}
            />
            <Field
              name={`contact-${i}.value`}
              label={t('solidarity-contact-value')}
              value={one.value}
              error={error(`contact-${i}.value`)}
              autocomplete="off"
            />
          </Row>
          <button type="submit" name="act" value={`remove-contact-${i}`} class="outline secondary">
            {t('solidarity-remove-contact')}
          </button>
        </fieldset>
      ))}
      <Actions>
        <button type="submit" name="act" value="add-contact" class="secondary">
          {t('solidarity-add-contact')}
        </button>
      </Actions>
    </Card>
  );
}

function Together({ text }: { readonly text: string | undefined }): VNode | null {
  return text === undefined ? null : (
    <p class="error" role="alert">
      {text}
    </p>
  );
}

/** What a change takes away and what it adds, letter by letter. */
export function Changes({ t, changes }: { readonly t: Translate; readonly changes: PlaceChanges }): VNode {
  const { removed, added } = changes;
  if (removed.length + added.length === 0) return <p>{t('solidarity-no-changes')}</p>;
  const line = (of: PlaceChanges['added'][number], sign: 'added' | 'removed') => (
    <li key={`${sign} ${of.value}`}>
      <Badge tone={sign === 'added' ? 'good' : 'bad'}>{t(`solidarity-${sign}`)}</Badge> {t(placeLabel(of.kind))}:{' '}
      <code>{of.value}</code>
    </li>
  );
  return (
    <ul class="plain">
      {removed.map((of) => line(of, 'removed'))}
      {added.map((of) => line(of, 'added'))}
    </ul>
  );
}
