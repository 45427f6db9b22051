import { LANGUAGES } from '../../../domain/languages.ts';
import type { StoredSurvey } from '../../../storage/surveys.ts';
import type { ConsoleReply, ConsoleRequest } from '../route.ts';
import { Tabs } from '../ui/data.tsx';
import type { SurveyPagesDeps } from './deps.ts';
import { Preview } from './preview.tsx';
import { backToSurveys, SurveyTabs } from './tabs.tsx';

/** A survey as people see it, in the language of `?in=`. */
export function previewPage(deps: SurveyPagesDeps, request: ConsoleRequest, survey: StoredSurvey): ConsoleReply {
  const { t, query, organizer } = request;
  const { id, definition } = survey;
  const language = LANGUAGES.find((one) => one === query.get('in')) ?? request.language;
  const body = (
    <>
      <link rel="stylesheet" href="/assets/surveys.css" />
      <SurveyTabs t={t} id={id} current="preview" organizer={organizer} />
      <p>{t('surveys-preview-text')}</p>
      <Tabs
        label={t('console-language')}
        items={LANGUAGES.map((one) => ({
          href: `/console/surveys/${id}/preview?in=${one}`,
          label: t(`language-${one}`),
          current: one === language,
        }))}
      />
      <Preview
        t={t}
        surveyId={id}
        definition={definition}
        language={language}
        tSurvey={deps.catalogues.translator(language)}
      />
    </>
  );
  return { kind: 'page', title: definition.title[request.language], body, back: backToSurveys(t) };
}
