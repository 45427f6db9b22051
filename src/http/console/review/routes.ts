import { remembered } from '../../../actions/results/remembered.ts';
import { loadElection } from '../../../storage/elections.ts';
import type { ConsoleRoute } from '../route.ts';
import { answerTurn, takeBack } from './answer.tsx';
import type { ReviewPagesDeps } from './deps.ts';
import { deskPage, nextFragment, stopReviewing } from './desk.tsx';
import { guidePage } from './guide.tsx';
import { photoReply } from './photo.ts';
import { practiceAnswer, practicePage } from './practice.tsx';
import { queueRoutes } from './queue.tsx';

/** For so long an election is taken to be as it was. */
const ELECTION_MS = 2_000;

/** Reading ballots: the desk with its photos, practice, the guide, and the queue. */
export function reviewRoutes(pages: ReviewPagesDeps): readonly ConsoleRoute[] {
  const { database, now } = pages;
  const election = remembered({ read: (id) => loadElection(database.pool, id), forMs: ELECTION_MS, most: 10, now });
  const deps = { ...pages, election };
  const get = { method: 'GET', permission: 'review.work' } as const;
  const post = { method: 'POST', permission: 'review.work' } as const;
  return [
    { ...get, path: '/review', handle: (request) => deskPage(deps, request) },
    { ...post, path: '/review/next', background: true, handle: (request) => nextFragment(deps, request) },
    { ...post, path: '/review/answer', handle: (request) => answerTurn(deps, request) },
    { ...post, path: '/review/undo', handle: (request) => takeBack(deps, request) },
    { ...post, path: '/review/stop', handle: (request) => stopReviewing(deps, request) },
    {
      ...get,
      path: '/review/photos/:turn/:position',
      background: true,
      handle: (request) => photoReply(deps, request),
    },
    { ...get, path: '/review/practice', handle: practicePage },
    { ...post, path: '/review/practice', handle: (request) => practiceAnswer(deps, request) },
    { ...get, path: '/review/guide', handle: guidePage },
    ...queueRoutes(deps),
  ];
}
