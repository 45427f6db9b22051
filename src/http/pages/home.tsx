import type { FastifyInstance } from 'fastify';
import { renderToString } from 'preact-render-to-string';
import type { ElectionView } from '../../actions/look-ups.ts';

export interface HomeDeps {
  readonly election: () => Promise<ElectionView | undefined>;
  readonly playground: boolean;
}

/** `/`: what this is, until the public site takes its place. Nothing of the count is shown here. */
export function homePage(app: FastifyInstance, deps: HomeDeps): void {
  app.get('/', async (_request, reply) => {
    const election = await deps.election().catch(() => undefined);
    const html = renderToString(
      <html lang="en">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="color-scheme" content="light dark" />
          <title>Golos</title>
        </head>
        <body>
          <main>
            <h1>Golos</h1>
            <p>An independent count of votes, from photos of ballots that voters hand in through a chat.</p>
            {election === undefined ? (
              <p>No election is set up yet.</p>
            ) : (
              <p>
                {election.name.en}, {election.opensOn} to {election.closesOn}. Results are published after the official
                ones.
              </p>
            )}
            <p>
              <a href="/surveys">Surveys</a> that are open, and results that are published.
            </p>
            {deps.playground && (
              <p>
                <a href="/playground">Open the playground</a>: both chats, on this machine only.
              </p>
            )}
          </main>
        </body>
      </html>,
    );
    return reply.type('text/html; charset=utf-8').send(`<!doctype html>${html}`);
  });
}
