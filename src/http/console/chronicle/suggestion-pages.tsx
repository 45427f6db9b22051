import {
  acceptSuggestion,
  declineSuggestion,
  viewSuggestedPhoto,
  viewSuggestion,
} from '../../../actions/chronicle/decide-suggestion.ts';
import { paragraphsOf } from '../../../domain/chronicle/content.ts';
import { listSuggestions } from '../../../storage/chronicle-suggestions.ts';
import { organizerOf } from '../organizer-of.ts';
import type { ConsoleReply, ConsoleRequest } from '../route.ts';
import { Card, Facts, Table } from '../ui/data.tsx';
import { Checkbox } from '../ui/fields.tsx';
import { Actions, Confirm, Form } from '../ui/forms.tsx';
import { EmptyState, Notice } from '../ui/messages.tsx';
import { type ChroniclePagesDeps, previewLook } from './deps.ts';
import { HOME, hrefOf } from './replies.ts';

const SUGGESTIONS = `${HOME}/suggestions`;

/** On one page; the others come when these are decided. */
const SHOWN = 50;

/** What citizens sent: on which day, and how many photos. What it says is seen one by one. */
export async function suggestionsPage(deps: ChroniclePagesDeps, request: ConsoleRequest): Promise<ConsoleReply> {
  const { t, language } = request;
  const rows = await listSuggestions(deps.database.pool, SHOWN);
  const { day } = previewLook(t, language);
  return {
    kind: 'page',
    title: t('chronicle-desk-suggestions'),
    lead: t('chronicle-desk-suggestions-lead'),
    back: { href: HOME, label: t('chronicle-desk-heading') },
    body:
      rows.length === 0 ? (
        <EmptyState title={t('chronicle-desk-suggestions-none')} />
      ) : (
        <Table
          caption={t('chronicle-desk-suggestions')}
          columns={[{ label: t('chronicle-desk-came') }, { label: t('chronicle-desk-photos'), numeric: true }]}
          rows={rows.map((row) => [
            <a key="day" href={`${SUGGESTIONS}/${row.id}`}>
              {day(row.day)}
            </a>,
            row.photos,
          ])}
        />
      ),
  };
}

/** One suggestion: what it says, its photos, and the decision. */
export async function suggestionPage(deps: ChroniclePagesDeps, request: ConsoleRequest): Promise<ConsoleReply> {
  const { t, language, csrf, params } = request;
  const id = params.id ?? '';
  const opened = await viewSuggestion(deps, { id, by: organizerOf(request).id });
  if (opened === undefined) return decided(request);
  const { said, photos } = opened;
  const { day } = previewLook(t, language);
  const here = `${SUGGESTIONS}/${id}`;
  return {
    kind: 'page',
    title: t('chronicle-desk-suggestion'),
    back: { href: SUGGESTIONS, label: t('chronicle-desk-suggestions') },
    body: (
      <>
        <Notice>{t('chronicle-desk-suggestion-nobody')}</Notice>
        <Card>
          <Facts
            items={[
              [t('chronicle-desk-came'), day(opened.day)],
              [t('chronicle-desk-day'), said.day === null ? '–' : day(said.day)],
              [t('chronicle-desk-place'), said.place || '–'],
              [t('chronicle-desk-language'), t(`language-${said.language}`)],
            ]}
          />
          {paragraphsOf(said.text).map((paragraph, at) => (
            <p key={at}>{paragraph}</p>
          ))}
        </Card>
        <Form csrf={csrf} action={`${here}/accept`}>
          {photos.length > 0 && (
            <Card title={t('chronicle-desk-photos')}>
              <p class="hint">{t('chronicle-desk-faces-text')}</p>
              {photos.map(({ position, isThere }) =>
                isThere ? (
                  <div key={position}>
                    <img
                      src={`${here}/photos/${position}`}
                      alt={t('chronicle-desk-photo-number', { number: position + 1 })}
                      class="thumbnail"
                      loading="lazy"
                    />
                    <Checkbox
                      name={`photo-${position}`}
                      label={t('chronicle-desk-photo-take', { number: position + 1 })}
                      checked={false}
                    />
                  </div>
                ) : (
                  <p key={position}>{t('chronicle-desk-photo-not-there', { number: position + 1 })}</p>
                ),
              )}
            </Card>
          )}
          <Actions>
            <button type="submit">{t('chronicle-desk-accept')}</button>
          </Actions>
        </Form>
        <Confirm
          label={t('chronicle-desk-decline')}
          question={t('chronicle-desk-decline-question')}
          confirm={t('chronicle-desk-decline-yes')}
          action={`${here}/decline`}
          csrf={csrf}
          tone="bad"
        />
      </>
    ),
  };
}

/** A photo of a suggestion, for who may decide. */
export async function suggestedPhoto(deps: ChroniclePagesDeps, request: ConsoleRequest): Promise<ConsoleReply> {
  const { id = '', position = '' } = request.params;
  const photo = /^\d{1,2}$/.test(position)
    ? await viewSuggestedPhoto(deps, { id, position: Number(position), by: organizerOf(request).id })
    : undefined;
  if (photo?.kind !== 'photo') return decided(request);
  return { kind: 'file', name: `${position}.jpg`, mediaType: 'image/jpeg', bytes: photo.jpeg, inline: true };
}

export async function accept(deps: ChroniclePagesDeps, request: ConsoleRequest): Promise<ConsoleReply> {
  const { t, form, params } = request;
  const positions = form.names().flatMap((name) => {
    const position = /^photo-(\d{1,2})$/.exec(name)?.[1];
    return position === undefined ? [] : [Number(position)];
  });
  const draft = await acceptSuggestion(deps, { id: params.id ?? '', positions, by: organizerOf(request).id });
  if (draft === undefined) return decided(request);
  return { kind: 'redirect', to: `${hrefOf(draft)}/edit`, flash: t('chronicle-desk-accepted') };
}

export async function decline(deps: ChroniclePagesDeps, request: ConsoleRequest): Promise<ConsoleReply> {
  const { t, params } = request;
  const done = await declineSuggestion(deps, { id: params.id ?? '', by: organizerOf(request).id });
  return { kind: 'redirect', to: SUGGESTIONS, flash: t(done ? 'chronicle-desk-declined' : 'chronicle-desk-decided') };
}

function decided({ t }: ConsoleRequest): ConsoleReply {
  return { kind: 'problem', status: 404, message: t('chronicle-desk-decided') };
}
