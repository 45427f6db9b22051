import { estimateBroadcast } from '../../../actions/broadcasts/estimate.ts';
import type { ConsoleReply, ConsoleRequest } from '../route.ts';
import { Notice } from '../ui/messages.tsx';
import { type BroadcastPagesDeps, parsingWorld } from './deps.ts';
import { EMPTY_DRAFT, parseAudience, parseDraft, typedFrom } from './draft-form.ts';
import { EstimateView } from './estimate.tsx';

/** The figures of the audience as it stands in the form. */
export async function estimateFragment(
  deps: BroadcastPagesDeps,
  { t, form, language }: ConsoleRequest,
): Promise<ConsoleReply> {
  const world = await parsingWorld(deps);
  const typed = typedFrom(form);
  const audience = await parseAudience(typed, world);
  if (audience === undefined) return { kind: 'fragment', body: <Notice>{t('broadcasts-estimate-wrong')}</Notice> };
  const { draft } = await parseDraft(
    { ...EMPTY_DRAFT, title: '-', startsAt: typed.startsAt, hoursFrom: typed.hoursFrom, hoursTo: typed.hoursTo },
    world,
  );
  const figures = await estimateBroadcast(deps, {
    audience,
    startsAt: draft?.startsAt ?? null,
    hours: draft?.hours ?? null,
  });
  return {
    kind: 'fragment',
    body: <EstimateView t={t} estimate={figures} language={language} timeZone={world.timeZone} />,
  };
}
