import { createHash } from 'node:crypto';
import type { VNode } from 'preact';
import type { LiveResults } from '../../../actions/results/live-results.ts';
import { may } from '../../../domain/permissions.ts';
import { type PublishedQuestion, shownQuestion } from '../../../domain/results/publication.ts';
import type { SurveyResults } from '../../../domain/results/survey-results.ts';
import type { WeightingProblem } from '../../../domain/results/weighting.ts';
import { DIMENSIONS, type Dimension } from '../../../domain/surveys/definition.ts';
import { variableKey, type Words } from '../../charts/question-chart.ts';
import { cellName, QuestionFigures } from '../../charts/question-figures.tsx';
import type { ConsoleReply, ConsoleRequest } from '../route.ts';
import { backToSurveys, StateBadge, SurveyTabs } from '../surveys/tabs.tsx';
import { Card, Live, Stat, Tabs } from '../ui/data.tsx';
import { EmptyState, Notice, Problem } from '../ui/messages.tsx';

/** A part of the page that is replaced when its figures change. */
export interface LivePart {
  /** The event's name. */
  readonly name: string;
  readonly body: VNode;
}

/** The page of a survey's results: as it is now, and live from then on. */
export function resultsPage(
  { survey, definition, results, at }: LiveResults,
  by: Dimension | undefined,
  { t, language, organizer }: Pick<ConsoleRequest, 't' | 'language' | 'organizer'>,
  isFinal: boolean,
): ConsoleReply {
  const words: Words = { t, language };
  const { id } = survey;
  const base = `/console/surveys/${id}/results`;
  const parts = resultParts({ survey, definition, results, at }, by, words);
  return {
    kind: 'page',
    title: definition.title[language],
    back: backToSurveys(t),
    actions: (
      <>
        {may(organizer?.role, 'results.publish') && (
          <a class="button" href={`${base}/publish`}>
            {t('results-publish')}
          </a>
        )}
        {may(organizer?.role, 'results.export') && (
          <a class="button secondary" href={`${base}/export`}>
            {t('results-export')}
          </a>
        )}
        {survey.state !== 'draft' && (
          <a class="button secondary" href={`/surveys/${id}?lang=${language}`}>
            {t('results-public-page')}
          </a>
        )}
      </>
    ),
    body: (
      <>
        <SurveyTabs t={t} id={id} current="results" organizer={organizer} />
        <p class="muted">
          <StateBadge t={t} state={survey.state} />{' '}
          {survey.state !== 'draft' &&
            t(
              survey.state === 'open'
                ? 'results-state-open'
                : isFinal
                  ? 'results-state-final'
                  : 'results-state-closing',
            )}
        </p>
        {results.sets === 0 && survey.state !== 'open' ? (
          <EmptyState title={t('results-empty')} text={t('results-empty-text')} />
        ) : (
          <>
            <h2 class="unseen">{t('results-by')}</h2>
            <Tabs
              label={t('results-by')}
              items={[undefined, ...DIMENSIONS].map((dimension) => ({
                href: dimension === undefined ? base : `${base}?by=${dimension}`,
                label: t(dimension === undefined ? 'results-by-none' : variableKey(dimension)),
                current: dimension === by,
              }))}
            />
            <Live t={t} href={`${base}/live${by === undefined ? '' : `?by=${by}`}`}>
              {parts.map(({ name, body }) => (
                <div key={name} data-live-event={name}>
                  {body}
                </div>
              ))}
            </Live>
          </>
        )}
      </>
    ),
  };
}

/** Everything on the page that changes with the answers. */
export function resultParts(
  { survey, definition, results }: LiveResults,
  by: Dimension | undefined,
  words: Words,
): readonly LivePart[] {
  const { t } = words;
  return [
    {
      name: 'figures',
      body: (
        <>
          <div class="stats">
            <Stat label={t('results-started')} value={formatted(words, results.sets)} />
            <Stat label={t('results-complete')} value={formatted(words, results.complete)} />
            <Stat label={t('results-partial')} value={formatted(words, results.sets - results.complete)} />
          </div>
          {results.sets > 0 && <Notice>{t('results-self-selected')}</Notice>}
          <WeightingTrouble results={results} words={words} />
        </>
      ),
    },
    ...definition.questions.flatMap((question): LivePart[] => {
      const shown = shownQuestion(question, results);
      return shown === undefined
        ? []
        : [
            {
              name: `question-${question.id}`,
              body: <QuestionCard surveyId={survey.id} shown={shown} by={by} words={words} />,
            },
          ];
    }),
  ];
}

function QuestionCard(props: {
  readonly surveyId: string;
  readonly shown: PublishedQuestion;
  readonly by: Dimension | undefined;
  readonly words: Words;
}): VNode {
  const { surveyId, shown, by, words } = props;
  const { t, language } = words;
  const base = `/console/surveys/${surveyId}/results`;
  const version = versionOf(shown);
  return (
    <Card title={shown.text[language]} id={`q-${shown.id}`}>
      <QuestionFigures
        question={shown}
        words={words}
        chart={({ width, theme }) =>
          `${base}/charts/${shown.id}?w=${width}&theme=${theme}&v=${version}${by === undefined ? '' : `&by=${by}`}`
        }
      />
      {shown.kind === 'text' && shown.result.n !== null && (
        <p>
          <a class="button secondary small" href={`${base}/texts/${shown.id}`}>
            {t('results-texts')}
          </a>
        </p>
      )}
    </Card>
  );
}

/** Another one whenever the chart looks different: a browser takes the picture that it has otherwise. */
function versionOf({ result: { n, counts, weighted } }: PublishedQuestion): string {
  return createHash('sha256')
    .update(JSON.stringify([n, counts, weighted]))
    .digest('base64url')
    .slice(0, 12);
}

function formatted({ language }: Words, count: number): string {
  return new Intl.NumberFormat(language).format(count);
}

/** Why there are no weighted figures, where somebody wants them. */
function WeightingTrouble({
  results: { weighting, sets },
  words,
}: {
  readonly results: SurveyResults;
  readonly words: Words;
}): VNode | null {
  if (weighting === null || weighting.kind === 'weighted' || sets === 0) return null;
  return <Problem title={words.t('results-problem-title')} text={problemText(weighting, words)} />;
}

function problemText(problem: WeightingProblem, words: Words): string {
  const { t } = words;
  const named = (variable: string) => t(variableKey(variable));
  switch (problem.kind) {
    case 'contradictory':
      return t('results-problem-contradictory', { variable: named(problem.variable), other: named(problem.other) });
    case 'empty-category':
    case 'no-target':
      return t(`results-problem-${problem.kind}`, {
        variable: named(problem.variable),
        category: cellName(problem.variable, problem.category, words),
      });
    case 'bad-target':
      return t('results-problem-bad-target', { variable: named(problem.variable) });
    case 'no-convergence':
      return t('results-problem-no-convergence', { rounds: problem.rounds });
    case 'nobody':
      return t('results-problem-nobody');
    default:
      return problem satisfies never;
  }
}
