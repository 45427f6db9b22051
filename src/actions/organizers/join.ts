import { dayOf } from '../../domain/days.ts';
import type { Language } from '../../domain/languages.ts';
import { readAlias } from '../../domain/organizers.ts';
import type { Database } from '../../storage/database.ts';
import { addOrganizer, useInvitation } from '../../storage/organizers.ts';
import { addPasskey } from '../../storage/passkeys.ts';
import { appendAudit } from '../audit.ts';
import { nameOf } from './invite.ts';
import { readCreated } from './passkey-ceremony.ts';
import { giveRecoveryCodes } from './recovery-codes.ts';

export interface JoinDeps {
  readonly database: Pick<Database, 'transaction'>;
  readonly now: () => Date;
  readonly origin: string;
}

export type Joined =
  /** `codes` are shown once: what is kept are their hashes. */
  | { readonly kind: 'joined'; readonly id: string; readonly codes: readonly string[] }
  | { readonly kind: 'refused'; readonly why: 'alias-odd' | 'alias-taken' | 'passkey' | 'invitation' };

/** Accepts an invitation: an alias, a passkey, recovery codes, all of it or nothing. */
export async function join(
  { database, now, origin }: JoinDeps,
  wanted: {
    readonly tokenHash: Buffer;
    /** The organizer's id to be: the passkey was made for it. */
    readonly id: string;
    readonly alias: string | undefined;
    readonly language: Language;
    readonly challenge: string;
    /** What the browser made, as JSON. */
    readonly created: string;
  },
): Promise<Joined> {
  const read = readAlias(wanted.alias);
  if (!read.ok) return { kind: 'refused', why: 'alias-odd' };
  const passkey = await readCreated(origin, wanted.challenge, wanted.created);
  if (passkey === undefined) return { kind: 'refused', why: 'passkey' };
  const at = now();
  const day = dayOf(at);
  const { id, language } = wanted;
  try {
    return await database.transaction(async (client) => {
      const role = await useInvitation(client, wanted.tokenHash, at);
      if (role === undefined) throw new Refused('invitation');
      const added = await addOrganizer(client, { id, alias: read.alias, role, language, joinedOn: day });
      if (!added) throw new Refused('alias-taken');
      if (!(await addPasskey(client, { ...passkey, organizerId: id, addedOn: day }))) throw new Refused('passkey');
      const codes = await giveRecoveryCodes(client, id);
      await appendAudit(client, {
        at,
        organizerId: id,
        action: 'organizer.join',
        subject: id,
        detail: { role, invitation: nameOf(wanted.tokenHash) },
      });
      return { kind: 'joined', id, codes };
    });
  } catch (error) {
    if (error instanceof Refused) return { kind: 'refused', why: error.why };
    throw error;
  }
}

/** Rolls back: an invitation that led to nothing is not used up. */
class Refused extends Error {
  readonly why: 'alias-taken' | 'passkey' | 'invitation';
  constructor(why: Refused['why']) {
    super(why);
    this.why = why;
  }
}
