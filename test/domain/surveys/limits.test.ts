import fc from 'fast-check';
import {
  actionButtonId,
  deepLinkPayload,
  optionButtonId,
  parseButtonId,
  QUESTION_ACTIONS,
  startButtonId,
  surveyIdOf,
  tryCodeOf,
  tryPayload,
  viberLength,
} from '../../../src/domain/surveys/limits.ts';

const surveyId = fc.stringMatching(/^[a-z0-9][a-z0-9-]{1,30}$/);
const shortId = fc.stringMatching(/^[a-z0-9]{1,8}$/);

test('every button and link fits both messengers and can be read again', () => {
  fc.assert(
    fc.property(
      surveyId,
      shortId,
      shortId,
      fc.constantFrom(...QUESTION_ACTIONS),
      (survey, question, option, action) => {
        const ids = [
          optionButtonId(survey, question, option),
          actionButtonId(survey, question, action),
          startButtonId(survey),
          deepLinkPayload(survey),
        ];
        for (const id of ids) expect(Buffer.byteLength(id)).toBeLessThanOrEqual(64);
        expect(deepLinkPayload(survey)).toMatch(/^[A-Za-z0-9_-]+$/);
        expect(parseButtonId(ids[0] ?? '')).toEqual({
          surveyId: survey,
          questionId: question,
          press: { kind: 'option', option },
        });
        expect(parseButtonId(ids[1] ?? '')).toEqual({
          surveyId: survey,
          questionId: question,
          press: { kind: 'action', action },
        });
        expect(surveyIdOf(startButtonId(survey))).toBe(survey);
        expect(surveyIdOf(deepLinkPayload(survey))).toBe(survey);
      },
    ),
  );
});

test.each(['', 'sv', 'sv:ab:q1', 'sv:ab:q1:a:b', 'sv:A:q1:a', 'sv:ab:q1:-gone', 'menu:open', 'sv:ab::a'])(
  '%j is no button of a survey',
  (id) => {
    expect(parseButtonId(id)).toBeUndefined();
  },
);

test('links that are none of ours', () => {
  expect(surveyIdOf('survey_A')).toBeUndefined();
  expect(surveyIdOf('ballot_ab')).toBeUndefined();
  expect(tryCodeOf('try_short')).toBeUndefined();
  expect(tryCodeOf(tryPayload('abcdefghijKLMNOPQRST'))).toBe('abcdefghijKLMNOPQRST');
});

test('Viber counts entities', () => {
  expect(viberLength('a&b<c>"')).toBe('a&amp;b&lt;c&gt;&quot;'.length);
});
