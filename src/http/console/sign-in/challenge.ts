import type { ConsoleReply, ConsoleSession } from '../route.ts';

/** How long somebody may look for their device. */
const CHALLENGE_MINUTES = 5;

export type Purpose = 'sign-in' | 'join' | 'add';

/** Remembers the challenge that a browser is given; it is good for one answer, to one purpose, for a while. */
export function keepChallenge(session: ConsoleSession, purpose: Purpose, challenge: string, at: Date): void {
  session.keep('challenge', `${purpose} ${at.getTime()} ${challenge}`);
}

/** The challenge that must have been signed. It is gone afterwards. */
export function takeChallenge(session: ConsoleSession, purpose: Purpose, at: Date): string | undefined {
  const [kind, since, challenge] = session.kept('challenge')?.split(' ') ?? [];
  session.keep('challenge', undefined);
  const young = at.getTime() - Number(since) < CHALLENGE_MINUTES * 60_000;
  return kind === purpose && young ? challenge : undefined;
}

/** Options for the browser, as it reads them. */
export function sendOptions(options: object): ConsoleReply {
  return {
    kind: 'file',
    name: 'options.json',
    mediaType: 'application/json',
    bytes: Buffer.from(JSON.stringify(options)),
  };
}
