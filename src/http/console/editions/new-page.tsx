import type { VNode } from 'preact';
import type { EditionProposal } from '../../../actions/editions/publish-edition.ts';
import { BASES } from '../../../domain/finding/numbers.ts';
import { LANGUAGES, type Localized } from '../../../domain/languages.ts';
import { OFFICIAL_SOURCES } from '../../../domain/official/terms.ts';
import type { ConsoleReply, ConsoleRequest } from '../route.ts';
import { Card } from '../ui/data.tsx';
import { Choices, LocalizedField, Select } from '../ui/fields.tsx';
import { Actions, Form } from '../ui/forms.tsx';
import { Problem } from '../ui/messages.tsx';
import { EditionFigures } from './figures.tsx';
import type { EditionOptions } from './options.ts';

export interface NewEdition {
  readonly chosen: EditionOptions;
  readonly elections: readonly { readonly id: string; readonly name: Localized }[];
  /** Widest levels of the election's stations. */
  readonly regions: readonly string[];
  /** What would be public, or why nothing can be. */
  readonly preview: EditionProposal | 'unknown-election' | 'no-official-results';
  /** As it was typed, when it could not be taken. */
  readonly note?: Partial<Localized>;
  readonly noteError?: string;
}

/** What would be public if it was published now: choose, look, prepare. */
export function newEditionPage(shown: NewEdition, request: ConsoleRequest, status = 200): ConsoleReply {
  const { t, language } = request;
  const { preview } = shown;
  return {
    kind: 'page',
    status,
    title: t('editions-new-title'),
    lead: t('editions-new-lead'),
    back: { href: '/console/editions', label: t('editions-title') },
    body: (
      <>
        <Options shown={shown} request={request} />
        {typeof preview === 'string' ? (
          <Problem text={t(preview === 'unknown-election' ? 'editions-no-election' : 'editions-no-official')} />
        ) : (
          <>
            <Prepare shown={shown} request={request} />
            <Card title={t('editions-what-is-public')}>
              <EditionFigures content={preview} view={{ t, language }} />
            </Card>
          </>
        )}
      </>
    ),
  };
}

interface Parts {
  readonly shown: NewEdition;
  readonly request: ConsoleRequest;
}

/** Asks for the page again with other choices: nothing is changed by looking. */
function Options({ shown: { chosen, elections, regions }, request: { t, language } }: Parts): VNode {
  return (
    <Card>
      <form method="get" action="/console/editions/new">
        {elections.length > 1 && (
          <Select
            name="election"
            label={t('editions-election')}
            options={elections.map(({ id, name }) => ({ value: id, label: name[language] }))}
            value={chosen.electionId}
          />
        )}
        <Choices
          kind="radio"
          name="basis"
          label={t('editions-basis')}
          hint={t('editions-basis-hint')}
          options={BASES.map((basis) => ({ value: basis, label: t(`editions-basis-${basis}`) }))}
          values={[chosen.basis]}
        />
        <Choices
          kind="radio"
          name="compare"
          label={t('editions-compare')}
          hint={t('editions-compare-hint')}
          options={OFFICIAL_SOURCES.map((source) => ({ value: source, label: t(`editions-source-${source}`) }))}
          values={[chosen.compare]}
        />
        {regions.length > 0 && (
          <Choices
            kind="checkbox"
            name="except"
            label={t('editions-except')}
            hint={t('editions-except-hint')}
            options={regions.map((region) => ({ value: region, label: region }))}
            values={chosen.except}
          />
        )}
        <Actions>
          <button type="submit" class="secondary">
            {t('editions-show')}
          </button>
        </Actions>
      </form>
    </Card>
  );
}

function Prepare({ shown: { chosen, note, noteError }, request: { t, csrf } }: Parts): VNode {
  return (
    <Card>
      <Form csrf={csrf} action="/console/editions/prepare">
        <input type="hidden" name="election" value={chosen.electionId} />
        <input type="hidden" name="basis" value={chosen.basis} />
        <input type="hidden" name="compare" value={chosen.compare} />
        {chosen.except.map((region) => (
          <input key={region} type="hidden" name="except" value={region} />
        ))}
        <LocalizedField
          t={t}
          name="note"
          label={t('editions-note')}
          hint={t('editions-note-hint')}
          values={note}
          error={noteError}
          maxLength={1_000}
          rows={2}
        />
        <Actions>
          <button type="submit">{t('editions-freeze')}</button>
        </Actions>
      </Form>
    </Card>
  );
}

/** A note as it was typed, to be shown again. */
export function typedNote(form: ConsoleRequest['form']): Partial<Localized> {
  return Object.fromEntries(LANGUAGES.map((language) => [language, form.get(`note.${language}`) ?? '']));
}
