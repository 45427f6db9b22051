import type { VNode } from 'preact';
import { AUDIENCE_TIERS } from '../../../domain/audience.ts';
import { LONGEST_CAPTION, LONGEST_LABEL, LONGEST_TEXT } from '../../../domain/broadcasts.ts';
import { LANGUAGES } from '../../../domain/languages.ts';
import { MESSENGER_NAMES, MESSENGERS } from '../../../domain/people.ts';
import { AGE_GROUPS, SETTLEMENTS, SEXES } from '../../../domain/surveys/definition.ts';
import type { Translate } from '../../../i18n/translate.ts';
import { Card } from '../ui/data.tsx';
import { fieldErrors } from '../ui/field-errors.ts';
import { Checkbox, Choices, Field, LocalizedField, Row, Select } from '../ui/fields.tsx';
import { Actions, Form } from '../ui/forms.tsx';
import type { DraftProblems, TypedDraft } from './draft-form.ts';

/** What there is to choose from. */
export interface EditorChoices {
  /** Names of the stations' widest level. */
  readonly regions: readonly string[];
  readonly surveys: readonly { readonly id: string; readonly title: string; readonly open: boolean }[];
  readonly timeZone: string;
}

/** The form in which a broadcast is written. */
export function Editor(props: {
  readonly t: Translate;
  readonly csrf: string;
  readonly action: string;
  /** That was edited; undefined for a new one. */
  readonly revision: number | undefined;
  readonly typed: TypedDraft;
  readonly problems: DraftProblems;
  readonly choices: EditorChoices;
}): VNode {
  const { t, csrf, action, revision, typed, problems, choices } = props;
  const { error, errors } = fieldErrors(t, problems);
  const surveys = choices.surveys.map(({ id, title }) => ({ value: id, label: title }));
  return (
    <Form csrf={csrf} action={action} multipart>
      <link rel="stylesheet" href="/assets/phones.css" />
      {revision !== undefined && <input type="hidden" name="revision" value={revision} />}
      <Card title={t('broadcasts-content')}>
        <Field
          name="title"
          label={t('broadcasts-title')}
          hint={t('broadcasts-title-hint')}
          value={typed.title}
          error={error('title')}
          maxLength={120}
          required
        />
        <LocalizedField
          t={t}
          name="text"
          label={t('broadcasts-text')}
          hint={t('broadcasts-text-hint', { most: LONGEST_TEXT, caption: LONGEST_CAPTION })}
          values={typed.text}
          errors={errors('text')}
          rows={7}
        />
        {typed.picture !== null && (
          <>
            {LANGUAGES.map((language) => (
              <input key={language} type="hidden" name={`picture-kept.${language}`} value={typed.picture?.[language]} />
            ))}
            <img class="thumbnail" src={`/pictures/${typed.picture.be}.png`} alt={t('broadcasts-picture')} />
            <Checkbox name="picture-remove" label={t('broadcasts-picture-remove')} checked={false} />
          </>
        )}
        <Field
          name="picture"
          type="file"
          accept="image/png,image/jpeg,image/webp"
          label={t('broadcasts-picture')}
          hint={t('broadcasts-picture-hint')}
          error={error('picture')}
        />
        <details open={typed.linkUrl !== ''}>
          <summary>{t('broadcasts-link')}</summary>
          <Field
            name="link-url"
            type="url"
            label={t('broadcasts-link-url')}
            placeholder="https://"
            value={typed.linkUrl}
            error={error('link-url')}
          />
          <LocalizedField
            t={t}
            name="link-label"
            label={t('broadcasts-link-label')}
            values={typed.linkLabel}
            errors={errors('link-label')}
            maxLength={LONGEST_LABEL}
          />
        </details>
        <details open={typed.survey !== ''}>
          <summary>{t('broadcasts-survey')}</summary>
          <Select
            name="survey"
            label={t('broadcasts-survey')}
            hint={t('broadcasts-survey-hint')}
            options={[{ value: '', label: t('broadcasts-none') }, ...surveys]}
            value={typed.survey}
            error={error('survey')}
          />
          <LocalizedField
            t={t}
            name="survey-label"
            label={t('broadcasts-survey-label')}
            values={typed.surveyLabel}
            errors={errors('survey-label')}
            maxLength={LONGEST_LABEL}
          />
        </details>
      </Card>
      <Card title={t('broadcasts-audience')}>
        <p class="hint">{t('broadcasts-audience-hint')}</p>
        <div
          class="estimate"
          hx-post="/console/broadcasts/estimate"
          hx-trigger="load, change from:closest form delay:700ms"
          hx-include="closest form"
          hx-encoding="multipart/form-data"
          hx-params="not picture"
          aria-live="polite"
        >
          <p class="hint">{t('broadcasts-estimate-later')}</p>
        </div>
        <Row>
          <Choices
            kind="checkbox"
            name="messengers"
            label={t('broadcasts-messengers')}
            options={MESSENGERS.map((value) => ({ value, label: MESSENGER_NAMES[value] }))}
            values={typed.messengers}
          />
          <Choices
            kind="checkbox"
            name="languages"
            label={t('broadcasts-languages')}
            options={LANGUAGES.map((value) => ({ value, label: t(`language-${value}`) }))}
            values={typed.languages}
          />
          <Choices
            kind="checkbox"
            name="tiers"
            label={t('broadcasts-tiers')}
            options={AUDIENCE_TIERS.map((value) => ({ value, label: t(`broadcasts-tier-${value}`) }))}
            values={typed.tiers}
          />
        </Row>
        <details open={typed.regions.length > 0 || typed.places !== '' || problems.has('places')}>
          <summary>{t('broadcasts-places')}</summary>
          {choices.regions.length > 0 && (
            <Choices
              kind="checkbox"
              name="regions"
              label={t('broadcasts-regions')}
              options={choices.regions.map((value) => ({ value, label: value }))}
              values={typed.regions}
              error={error('regions')}
            />
          )}
          <Field
            name="places"
            label={t('broadcasts-places-narrower')}
            hint={t('broadcasts-places-hint')}
            rows={3}
            value={typed.places}
            error={error('places')}
          />
        </details>
        <details open={typed.sexes.length + typed.ageGroups.length + typed.settlements.length > 0}>
          <summary>{t('broadcasts-profile')}</summary>
          <p class="hint">{t('broadcasts-profile-hint')}</p>
          <Row>
            <Choices
              kind="checkbox"
              name="sexes"
              label={t('broadcasts-sexes')}
              options={SEXES.map((value) => ({ value, label: t(`broadcasts-sex-${value}`) }))}
              values={typed.sexes}
            />
            <Choices
              kind="checkbox"
              name="age-groups"
              label={t('broadcasts-ages')}
              options={AGE_GROUPS.map((value) => ({ value, label: value }))}
              values={typed.ageGroups}
            />
            <Choices
              kind="checkbox"
              name="settlements"
              label={t('broadcasts-settlements')}
              options={SETTLEMENTS.map((value) => ({ value, label: t(`broadcasts-settlement-${value}`) }))}
              values={typed.settlements}
            />
          </Row>
        </details>
        <Row>
          <Select
            name="ballot"
            label={t('broadcasts-ballot')}
            options={[
              { value: '', label: t('broadcasts-whoever') },
              { value: 'yes', label: t('broadcasts-ballot-yes') },
              { value: 'no', label: t('broadcasts-ballot-no') },
            ]}
            value={typed.ballot}
          />
          <Select
            name="answered"
            label={t('broadcasts-answered')}
            options={[
              { value: '', label: t('broadcasts-whoever') },
              { value: 'yes', label: t('broadcasts-answered-yes') },
              { value: 'no', label: t('broadcasts-answered-no') },
            ]}
            value={typed.answered}
          />
          <Select
            name="answered-survey"
            label={t('broadcasts-answered-survey')}
            options={[{ value: '', label: t('broadcasts-none') }, ...surveys]}
            value={typed.answeredSurvey}
            error={error('answered-survey')}
          />
        </Row>
      </Card>
      <Card title={t('broadcasts-when')}>
        <Row>
          <Field
            name="starts-at"
            type="datetime-local"
            label={t('broadcasts-starts-at')}
            hint={t('broadcasts-starts-at-hint', { zone: choices.timeZone })}
            value={typed.startsAt}
            error={error('starts-at')}
          />
          <Field
            name="hours-from"
            type="number"
            min={0}
            max={23}
            label={t('broadcasts-hours-from')}
            hint={t('broadcasts-hours-hint')}
            value={typed.hoursFrom}
            error={error('hours-from')}
          />
          <Field
            name="hours-to"
            type="number"
            min={0}
            max={24}
            label={t('broadcasts-hours-to')}
            value={typed.hoursTo}
            error={error('hours-to')}
          />
        </Row>
      </Card>
      <Actions>
        <button type="submit">{t('broadcasts-save')}</button>
      </Actions>
    </Form>
  );
}
