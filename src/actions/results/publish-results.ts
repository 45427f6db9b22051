import { z } from 'zod';
import { EVERYBODY } from '../../domain/audience.ts';
import { broadcastContent } from '../../domain/broadcasts.ts';
import { dayOf } from '../../domain/days.ts';
import { publishedQuestion } from '../../domain/results/publication.ts';
import { insertPublications } from '../../storage/publications.ts';
import { surveyIsFinal } from '../../storage/results.ts';
import { sendToAudience } from '../broadcasts/start.ts';
import type { ProposalKind } from '../two-people.ts';

/** What becomes public, word for word and figure for figure, and what those who answered are sent. */
export const publication = z.strictObject({
  title: z.strictObject({ be: z.string(), ru: z.string(), en: z.string() }),
  questions: z.array(publishedQuestion).min(1),
  /** Null: nothing is sent. */
  chat: broadcastContent.nullable(),
});

export type PublicationContent = z.infer<typeof publication>;

/**
 * Subject: the survey's id. Approved, the questions are on the survey's page as they were prepared, and those who
 * answered get the picture. Only of a survey that is closed and whose last answer is counted: what was published
 * once cannot be compared with a later count of one person more.
 */
export const publishResultsKind: ProposalKind<PublicationContent> = {
  kind: 'results.publish',
  permission: 'results.publish',
  content: publication,
  async carryOut(client, { subject, content, preparedBy, decidedAt }) {
    if (!(await surveyIsFinal(client, subject))) return 'changed';
    await insertPublications(client, subject, content.questions, dayOf(decidedAt));
    if (content.chat === null) return undefined;
    await sendToAudience(client, {
      at: decidedAt,
      by: preparedBy,
      title: content.title.en,
      content: content.chat,
      audience: { ...EVERYBODY, survey: { id: subject, answered: true } },
    });
    return undefined;
  },
};
