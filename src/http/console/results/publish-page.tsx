import { randomUUID } from 'node:crypto';
import type { VNode } from 'preact';
import { readResults } from '../../../actions/results/live-results.ts';
import type { PublicationContent } from '../../../actions/results/publish-results.ts';
import { prepareProposalIn } from '../../../actions/two-people.ts';
import { dayOf } from '../../../domain/days.ts';
import { LANGUAGES, type Language, type Localized } from '../../../domain/languages.ts';
import { may } from '../../../domain/permissions.ts';
import { type PublishedQuestion, publishable } from '../../../domain/results/publication.ts';
import { plainAsRichText } from '../../../domain/rich-text.ts';
import { DIMENSIONS, type SurveyDefinition } from '../../../domain/surveys/definition.ts';
import { addPicture } from '../../../storage/pictures.ts';
import { loadPublications } from '../../../storage/publications.ts';
import { surveyIsFinal } from '../../../storage/results.ts';
import { chartPicture } from '../../charts/chart-picture.ts';
import { pictureChart } from '../../charts/question-chart.ts';
import { QuestionFigures } from '../../charts/question-figures.tsx';
import type { ConsoleReply, ConsoleRequest } from '../route.ts';
import { Card } from '../ui/data.tsx';
import { Choices } from '../ui/fields.tsx';
import { Actions, Form } from '../ui/forms.tsx';
import { Badge, EmptyState, Notice } from '../ui/messages.tsx';
import type { ResultsPagesDeps } from './deps.ts';

interface ToPublish {
  readonly id: string;
  readonly definition: SurveyDefinition;
  readonly questions: readonly PublishedQuestion[];
  readonly isFinal: boolean;
  /** Question id → day. */
  readonly published: ReadonlyMap<string, string>;
}

/** GET: what could be published, with its figures. */
export async function publishPage(deps: ResultsPagesDeps, request: ConsoleRequest): Promise<ConsoleReply> {
  const found = await toPublish(deps, request.params.id ?? '');
  if (found === undefined) return { kind: 'problem', status: 404, message: request.t('results-not-found') };
  return page(found, request, { chosen: [], chat: '', error: undefined });
}

/** POST: freezes the chosen questions, draws the picture, and lets somebody else decide. */
export async function preparePublication(deps: ResultsPagesDeps, request: ConsoleRequest): Promise<ConsoleReply> {
  const { t, form, organizer } = request;
  const found = await toPublish(deps, request.params.id ?? '');
  if (found === undefined || organizer === undefined) {
    return { kind: 'problem', status: 404, message: t('results-not-found') };
  }
  const { id, definition } = found;
  if (!found.isFinal) return page(found, request, { chosen: [], chat: '', error: undefined }, 409);
  const chosen = form.all('question');
  const questions = found.questions.filter((question) => chosen.includes(question.id));
  const pictured = found.questions.find((question) => question.id === form.get('chat'));
  if (questions.length === 0) {
    return page(found, request, { chosen, chat: form.get('chat') ?? '', error: t('results-publish-choose') }, 422);
  }
  // Drawn before the transaction: it takes a moment.
  const pictures = pictured === undefined ? undefined : await draw(deps, pictured, definition.title);
  await deps.database.transaction(async (client) => {
    const day = dayOf(deps.now());
    for (const { id: picture, bytes } of Object.values(pictures ?? {})) {
      await addPicture(client, picture, { mediaType: 'image/png', bytes }, day);
    }
    const content: PublicationContent = {
      title: { be: definition.title.be, ru: definition.title.ru, en: definition.title.en },
      questions,
      chat: pictures === undefined ? null : chatContent(deps, id, definition.title, pictures),
    };
    const twoPeople = { kinds: deps.kinds, now: deps.now, may: roleMay };
    await prepareProposalIn(client, twoPeople, { kind: 'results.publish', subject: id, content, by: organizer.id });
  });
  return { kind: 'redirect', to: `/console/surveys/${id}/results`, flash: t('results-publish-prepared') };
}

export const roleMay = (role: string, permission: string): boolean =>
  may(role as Parameters<typeof may>[0], permission as Parameters<typeof may>[1]);

async function toPublish(deps: ResultsPagesDeps, surveyId: string): Promise<ToPublish | undefined> {
  const live = await readResults(deps.database, surveyId, DIMENSIONS, deps.now);
  if (live === undefined) return undefined;
  const [isFinal, published] = await Promise.all([
    surveyIsFinal(deps.database.pool, surveyId),
    loadPublications(deps.database.pool, surveyId),
  ]);
  return {
    id: surveyId,
    definition: live.definition,
    questions: publishable(live.definition, live.results),
    isFinal,
    published: new Map(published.map(({ questionId, publishedOn }) => [questionId, publishedOn])),
  };
}

type Pictures = Readonly<Record<Language, { readonly id: string; readonly bytes: Buffer }>>;

async function draw(
  { catalogues, charts }: ResultsPagesDeps,
  question: PublishedQuestion,
  title: Localized,
): Promise<Pictures> {
  const drawn = await eachLanguage(async (language) => {
    const words = { language, t: catalogues.translator(language) };
    return { id: randomUUID(), bytes: await chartPicture(charts, pictureChart(question, title, words)) };
  });
  return drawn;
}

function chatContent(
  { catalogues, origin }: ResultsPagesDeps,
  surveyId: string,
  title: Localized,
  pictures: Pictures,
): NonNullable<PublicationContent['chat']> {
  const said = (make: (language: Language) => string) => ({ be: make('be'), ru: make('ru'), en: make('en') });
  const t = (language: Language) => catalogues.translator(language);
  return {
    text: said((language) => plainAsRichText(t(language)('results-chat-text', { title: title[language] }))),
    picture: said((language) => pictures[language].id),
    // A messenger opens no other address.
    link: origin.startsWith('https:')
      ? { label: said((language) => t(language)('results-chat-link')), url: `${origin}/surveys/${surveyId}` }
      : null,
    survey: null,
  };
}

async function eachLanguage<T>(make: (language: Language) => Promise<T>): Promise<Readonly<Record<Language, T>>> {
  const made: [Language, T][] = [];
  for (const language of LANGUAGES) made.push([language, await make(language)]);
  return Object.fromEntries(made) as Record<Language, T>;
}

interface Typed {
  readonly chosen: readonly string[];
  readonly chat: string;
  readonly error: string | undefined;
}

function page(
  { id, definition, questions, isFinal, published }: ToPublish,
  { t, language, csrf }: ConsoleRequest,
  { chosen, chat, error }: Typed,
  status = 200,
): ConsoleReply {
  const words = { t, language };
  const labels = questions.map((question) => ({
    value: question.id,
    label: question.text[language],
    hint: [
      t('results-answers', { n: question.result.n ?? 0 }),
      ...(published.has(question.id) ? [t('results-published', { day: published.get(question.id) ?? '' })] : []),
    ].join(' · '),
  }));
  return {
    kind: 'page',
    title: t('results-publish-title'),
    lead: t('results-publish-lead'),
    back: { href: `/console/surveys/${id}/results`, label: definition.title[language] },
    status,
    body: !isFinal ? (
      <Notice tone="warning">
        <p>{t('results-publish-not-yet')}</p>
      </Notice>
    ) : questions.length === 0 ? (
      <EmptyState title={t('results-publish-none')} />
    ) : (
      <>
        <Card>
          <Form csrf={csrf} action={`/console/surveys/${id}/results/publish`}>
            <Choices
              kind="checkbox"
              name="question"
              label={t('results-publish-which')}
              options={labels}
              values={chosen}
              error={error}
            />
            <Choices
              kind="radio"
              name="chat"
              label={t('results-publish-chat')}
              hint={t('results-publish-chat-hint')}
              options={[
                { value: '', label: t('results-publish-chat-none') },
                ...labels.map(({ value, label }) => ({ value, label })),
              ]}
              values={[chat]}
            />
            <Actions>
              <button type="submit">{t('results-publish-prepare')}</button>
            </Actions>
          </Form>
        </Card>
        {questions.map((question) => (
          <PublishedCard key={question.id} question={question} words={words} day={published.get(question.id)} />
        ))}
      </>
    ),
  };
}

function PublishedCard(props: {
  readonly question: PublishedQuestion;
  readonly words: { readonly t: ConsoleRequest['t']; readonly language: Language };
  /** When it was published before. */
  readonly day: string | undefined;
}): VNode {
  const { question, words, day } = props;
  return (
    <Card
      title={question.text[words.language]}
      {...(day === undefined ? {} : { actions: <Badge tone="good">{words.t('results-published', { day })}</Badge> })}
    >
      <QuestionFigures question={question} words={words} />
    </Card>
  );
}
