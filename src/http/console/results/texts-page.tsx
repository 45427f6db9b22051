import type { LiveResults } from '../../../actions/results/live-results.ts';
import { HIDE_BELOW } from '../../../domain/results/suppression.ts';
import { readTexts } from '../../../storage/results.ts';
import type { ConsoleReply, ConsoleRequest } from '../route.ts';
import { Card, Pager } from '../ui/data.tsx';
import { EmptyState } from '../ui/messages.tsx';
import type { ResultsPagesDeps } from './deps.ts';

const A_PAGE = 50;

/** What people wrote, a page at a time. */
export async function textsPage(
  { database }: Pick<ResultsPagesDeps, 'database'>,
  { survey, definition, results }: LiveResults,
  { t, language, params, query }: ConsoleRequest,
): Promise<ConsoleReply> {
  const question = definition.questions.find(({ id, kind }) => id === params.question && kind === 'text');
  if (question === undefined) return { kind: 'problem', status: 404, message: t('results-not-found') };
  const base = `/console/surveys/${survey.id}/results`;
  const from = /^[0-9a-f-]{36}$/.exec(query.get('from') ?? '')?.[0] ?? null;
  const enough = (results.questions.get(question.id)?.n ?? null) !== null;
  const page = enough
    ? await readTexts(database.pool, { surveyId: survey.id, questionId: question.id, from, size: A_PAGE })
    : { texts: [], next: null };
  return {
    kind: 'page',
    title: t('results-texts-title'),
    lead: t('results-texts-lead'),
    back: { href: `${base}#q-${question.id}`, label: t('results-title') },
    body: (
      <Card title={question.text[language]}>
        {page.texts.length === 0 ? (
          <EmptyState title={t('results-texts-none')} text={t('results-too-few', { below: HIDE_BELOW })} />
        ) : (
          <ul class="texts">
            {page.texts.map((text, i) => (
              <li key={i}>{text}</li>
            ))}
          </ul>
        )}
        <Pager
          t={t}
          previous={from === null ? undefined : `${base}/texts/${question.id}`}
          next={page.next === null ? undefined : `${base}/texts/${question.id}?from=${page.next}`}
        />
      </Card>
    ),
  };
}
