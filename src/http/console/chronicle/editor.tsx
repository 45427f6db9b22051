import type { VNode } from 'preact';
import { type ChronicleTag, LONGEST_PLACE, LONGEST_TAG, LONGEST_TITLE } from '../../../domain/chronicle/content.ts';
import type { Language } from '../../../domain/languages.ts';
import { wordsIn } from '../../../domain/some-languages.ts';
import type { Translate } from '../../../i18n/translate.ts';
import { Card } from '../ui/data.tsx';
import { type FieldProblems, fieldErrors } from '../ui/field-errors.ts';
import { Choices, Field, LocalizedField } from '../ui/fields.tsx';
import { Actions, Form } from '../ui/forms.tsx';
import { addressesIn, type TypedEntry } from './entry-form.ts';

/** The form in which the words of an entry are written. */
export function Editor(props: {
  readonly t: Translate;
  readonly language: Language;
  readonly csrf: string;
  readonly action: string;
  /** That was edited; undefined for a new one. */
  readonly revision: number | undefined;
  readonly typed: TypedEntry;
  readonly problems: FieldProblems;
  /** Every tag that there is. */
  readonly tags: readonly ChronicleTag[];
}): VNode {
  const { t, language, csrf, action, revision, typed, problems, tags } = props;
  const { error, errors } = fieldErrors(t, problems);
  const addresses = addressesIn(typed.sources);
  return (
    <Form csrf={csrf} action={action}>
      {revision !== undefined && <input type="hidden" name="revision" value={`${revision}`} />}
      <Card>
        <Field
          name="day"
          label={t('chronicle-desk-day')}
          hint={t('chronicle-desk-day-hint')}
          value={typed.day}
          error={error('day')}
          placeholder="2020-08-09"
        />
        <LocalizedField
          t={t}
          name="title"
          label={t('chronicle-desk-title')}
          hint={t('chronicle-desk-languages-hint')}
          values={typed.title}
          errors={errors('title')}
          maxLength={LONGEST_TITLE}
        />
        <LocalizedField
          t={t}
          name="place"
          label={t('chronicle-desk-place')}
          values={typed.place}
          errors={errors('place')}
          maxLength={LONGEST_PLACE}
        />
        <LocalizedField
          t={t}
          name="text"
          label={t('chronicle-desk-text')}
          hint={t('chronicle-desk-text-hint')}
          values={typed.text}
          errors={errors('text')}
          rows={12}
        />
        <Field
          name="sources"
          label={t('chronicle-desk-sources')}
          hint={t('chronicle-desk-sources-hint')}
          rows={4}
          value={typed.sources}
          error={error('sources')}
        />
        {addresses.length > 0 && (
          <Choices
            kind="checkbox"
            name="dead"
            label={t('chronicle-desk-dead')}
            hint={t('chronicle-desk-dead-hint')}
            options={addresses.map((address) => ({ value: address, label: address }))}
            values={typed.dead}
          />
        )}
      </Card>
      <Card title={t('chronicle-desk-tags')}>
        {tags.length > 0 && (
          <Choices
            kind="checkbox"
            name="tags"
            label={t('chronicle-desk-tags-known')}
            options={tags.map(({ id, name }) => ({ value: id, label: wordsIn(name, language) || id }))}
            values={typed.tags}
          />
        )}
        <LocalizedField
          t={t}
          name="new-tag"
          label={t('chronicle-desk-tag-new')}
          values={typed.newTag}
          errors={errors('new-tag')}
          error={error('new-tag')}
          maxLength={LONGEST_TAG}
        />
      </Card>
      <Actions>
        <button type="submit">{t('chronicle-desk-save')}</button>
      </Actions>
    </Form>
  );
}
