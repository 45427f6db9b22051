import type { Tier } from '../domain/people.ts';
import type { Dialogue, DialogueInput, Next, Talk } from './dialogue.ts';
import { keepAfterwards, wanted } from './routes.ts';

/** The phone, shared by the messenger's own button, or none. Decides the account's tier. */
export const register: Dialogue = {
  name: 'register',
  version: 1,
  purpose: 'Confirm a phone number with the messenger’s own button, or go on without one.',
  async run(talk, input) {
    const { t, person } = talk;
    if (person.tier === 'verified') {
      await talk.say(t('register-already'));
      return goOn(talk, input);
    }
    const answer = await talk.ask(
      {
        text: t('register-ask'),
        request: { what: 'contact', label: t('register-share') },
        options: [[{ id: 'register:skip', label: t('register-skip') }]],
      },
      { contact: true },
    );
    if (answer.kind !== 'contact') return stayUnverified(talk, input, t('register-unverified'));
    if (!answer.own || answer.phoneKey === undefined) {
      await talk.say(t(answer.own ? 'register-no-number' : 'register-not-yours'));
      return { dialogue: 'register', input };
    }
    if (!answer.trusted) return stayUnverified(talk, input, t('register-untrusted'));

    const { phoneKey } = answer;
    const claim = await talk.once('claim', (look) => look.claimPhone(phoneKey));
    if (claim !== 'taken') return verify(talk, input);
    const decision = await talk.choose({
      text: t('register-taken'),
      options: [
        [{ id: 'register:move', label: t('register-move') }],
        [{ id: 'register:stay', label: t('register-stay') }],
      ],
    });
    if (decision === 'register:stay') return stayUnverified(talk, input, t('register-unverified'));
    // The worker moves station, ballot and tier together, and writes when it is done.
    await talk.intend({ do: 'move-registration', phoneKey, tier: 'verified' });
    await talk.say(t('register-moving'));
    return 'end';
  },
};

async function verify(talk: Talk, input: DialogueInput): Promise<Next | undefined> {
  await becomes(talk, 'verified');
  await talk.say(talk.t('register-verified'));
  return goOn(talk, input);
}

async function stayUnverified(talk: Talk, input: DialogueInput, word: string): Promise<Next | undefined> {
  if (talk.person.tier === null) await becomes(talk, 'unverified');
  await talk.say(word);
  return goOn(talk, input);
}

async function becomes(talk: Talk, tier: Tier): Promise<void> {
  await talk.change({ tier });
  if (talk.person.tier === null) return;
  // What was handed in and declared before is counted under the new tier from now on.
  const electionId = await talk.once('election', async (look) => (await look.election())?.id);
  if (electionId !== undefined) await talk.intend({ do: 'set-tier', electionId, tier });
}

function goOn({ person }: Talk, input: DialogueInput): Next | undefined {
  const next = wanted(input);
  // A survey needs no station: it can be chosen later.
  if (person.stationId === null && next?.dialogue !== 'survey') {
    return { dialogue: 'station', input: keepAfterwards(input) };
  }
  return next;
}
