import type { VNode } from 'preact';
import { may } from '../../../domain/permissions.ts';
import type { Translate } from '../../../i18n/translate.ts';
import type { LastAdoption } from '../../../storage/protocol-requests.ts';
import type { ConsoleRequest } from '../route.ts';
import { Card } from '../ui/data.tsx';
import { Form } from '../ui/forms.tsx';

/** Takes the agreed numbers in as official results, and says what came of it the last time. */
export function AdoptCard(props: {
  readonly request: ConsoleRequest;
  /** Stations whose numbers count. */
  readonly counting: number;
  readonly last: LastAdoption | undefined;
}): VNode {
  const { request, counting, last } = props;
  const { t, csrf, organizer } = request;
  const waiting = last !== undefined && last.outcome === null;
  return (
    <Card title={t('protocols-adopt')} id="adopt">
      <p>{t('protocols-adopt-text', { count: counting })}</p>
      {last !== undefined && <p role="status">{outcomeInWords(t, last.outcome)}</p>}
      {may(organizer?.role, 'protocols.adopt') && counting > 0 && (
        <Form action="/console/protocols/adopt" csrf={csrf}>
          <button type="submit" disabled={waiting}>
            {t('protocols-adopt-do')}
          </button>
        </Form>
      )}
    </Card>
  );
}

function outcomeInWords(t: Translate, outcome: string | null): string {
  if (outcome === null) return t('protocols-adopt-waiting');
  const [kind, version = ''] = outcome.split(':');
  if (kind === 'adopted' || kind === 'unchanged') return t(`protocols-adopt-${kind}`, { version });
  return t(kind === 'nothing' ? 'protocols-adopt-nothing' : 'protocols-adopt-refused');
}
