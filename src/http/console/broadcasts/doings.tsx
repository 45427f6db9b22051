import type { ChangeCourse, CourseChanged, CourseDeps } from '../../../actions/broadcasts/change-course.ts';
import { countRecipients } from '../../../actions/broadcasts/estimate.ts';
import { draftReminder } from '../../../actions/broadcasts/remind.ts';
import { broadcastProposalKind, proposeBroadcast } from '../../../actions/broadcasts/start.ts';
import { testSend } from '../../../actions/broadcasts/test-send.ts';
import { prepareProposalIn } from '../../../actions/two-people.ts';
import { isOfMarch } from '../../../domain/audience.ts';
import type { BroadcastRow } from '../../../storage/broadcasts.ts';
import type { ConsoleReply, ConsoleRequest } from '../route.ts';
import { Card, Time } from '../ui/data.tsx';
import type { BroadcastPagesDeps } from './deps.ts';
import { gone, notADraft } from './replies.ts';

/** Pauses, resumes or cancels it. */
export function changeCourse(how: (deps: CourseDeps, wanted: ChangeCourse) => Promise<CourseChanged>) {
  return async (deps: BroadcastPagesDeps, request: ConsoleRequest, { id }: BroadcastRow): Promise<ConsoleReply> => {
    const { t, organizer } = request;
    const changed = await how(deps, { id, by: organizer?.id ?? '' });
    if (changed.kind === 'unknown') return gone(request);
    const state = t(`broadcasts-state-${changed.state}`);
    const flash = t(changed.kind === 'done' ? 'broadcasts-now' : 'broadcasts-too-late', { state });
    return { kind: 'redirect', to: `/console/broadcasts/${id}`, flash };
  };
}

/** The line that shows it in one's own chat. */
export async function tryIt(
  deps: BroadcastPagesDeps,
  request: ConsoleRequest,
  row: BroadcastRow,
): Promise<ConsoleReply> {
  const { t, organizer, language } = request;
  const tried = await testSend(deps, { id: row.id, by: organizer?.id ?? '' });
  if (tried === undefined) return gone(request);
  return {
    kind: 'page',
    title: t('broadcasts-try'),
    back: { href: `/console/broadcasts/${row.id}`, label: t('broadcasts-back') },
    body: (
      <Card>
        <p>{t('broadcasts-try-text')}</p>
        <p>
          <code id="try">{`/start ${tried.payload}`}</code>
        </p>
        <button type="button" class="outline" data-copy="#try" data-copied={t('broadcasts-copied')} hidden>
          {t('broadcasts-copy')}
        </button>
        <p class="hint">
          {t('broadcasts-try-until')} <Time at={tried.until} language={language} zone={await deps.timeZone()} />
        </p>
      </Card>
    ),
  };
}

/** Hands it to a second person. */
export async function propose(
  deps: BroadcastPagesDeps,
  request: ConsoleRequest,
  row: BroadcastRow,
): Promise<ConsoleReply> {
  const { t, form, organizer } = request;
  const by = organizer?.id ?? '';
  const here = `/console/broadcasts/${row.id}`;
  if (isOfMarch(row.audience)) return { kind: 'redirect', to: here, flash: t('broadcasts-of-march') };
  const { telegram, viber } = await countRecipients(deps, row.audience);
  const wanted = { id: row.id, revision: Number(form.get('revision')), recipients: telegram + viber };
  if (wanted.recipients === 0) return { kind: 'redirect', to: here, flash: t('broadcasts-nobody') };
  const result = await deps.database.transaction(async (client) => {
    const frozen = await proposeBroadcast(client, wanted);
    if (frozen.kind !== 'frozen') return frozen.kind;
    const { kind } = broadcastProposalKind;
    await prepareProposalIn(client, deps.twoPeople, { kind, subject: row.id, content: frozen.content, by });
    return frozen.kind;
  });
  switch (result) {
    case 'frozen':
      return { kind: 'redirect', to: here, flash: t('broadcasts-proposed') };
    case 'conflict':
      return { kind: 'redirect', to: here, flash: t('broadcasts-conflict') };
    case 'problems':
      return { kind: 'redirect', to: here, flash: t('broadcasts-unfinished') };
    case 'not-a-draft':
      return notADraft(request, row.id);
    case 'unknown':
      return gone(request);
  }
}

/** Drafts a reminder of it. */
export async function remind(
  deps: BroadcastPagesDeps,
  request: ConsoleRequest,
  row: BroadcastRow,
): Promise<ConsoleReply> {
  const { t, organizer } = request;
  const title = t('broadcasts-reminder-title', { title: row.title }).slice(0, 120);
  const drafted = await draftReminder(deps, { id: row.id, title, by: organizer?.id ?? '' });
  if (drafted.kind !== 'drafted') return gone(request);
  return { kind: 'redirect', to: `/console/broadcasts/${drafted.id}`, flash: t('broadcasts-reminder-drafted') };
}
