import type { ComponentChildren, VNode } from 'preact';
import { REJECTIONS, type Rejection } from '../../../domain/review/readings.ts';
import type { Translate } from '../../../i18n/translate.ts';
import type { ConsoleReply, ConsoleRequest } from '../route.ts';
import { Card } from '../ui/data.tsx';
import { Key } from './item-view.tsx';
import { PAIR_KEYS, REJECTION_KEYS } from './keys.ts';
import { PractiseLink } from './practise-link.tsx';
import { ShortcutList } from './shortcuts.tsx';
import { ReviewTabs } from './tabs.tsx';

/** What each reason looks like, by the pictures of practice. */
const EXAMPLES: Readonly<Record<Rejection, readonly string[]>> = {
  'not-a-ballot': ['note-1'],
  unreadable: ['blurred-1', 'marks-1'],
  'other-election': ['other-1'],
  'back-missing': ['twice-1', 'twice-2'],
  altered: ['altered-1'],
};

/** Everything that a reviewer has to know, in pictures: five minutes to read. */
export async function guidePage({ t }: ConsoleRequest): Promise<ConsoleReply> {
  return {
    kind: 'page',
    title: t('review-guide'),
    lead: t('review-guide-lead'),
    actions: <PractiseLink t={t} />,
    body: (
      <>
        <link rel="stylesheet" href="/assets/review.css" />
        <ReviewTabs t={t} current="guide" />
        <Rules t={t} />
        <Reading t={t} />
        <Problems t={t} />
        <Pairs t={t} />
        <Looking t={t} />
      </>
    ),
  };
}

type Part = { readonly t: Translate };

function Rules({ t }: Part): VNode {
  const rules = ['two', 'lot', 'see', 'silent', 'time'] as const;
  return (
    <Card title={t('review-guide-rules')}>
      <ol class="review-rules">
        {rules.map((rule) => (
          <li key={rule}>{t(`review-guide-rule-${rule}`)}</li>
        ))}
      </ol>
    </Card>
  );
}

function Reading({ t }: Part): VNode {
  return (
    <Card title={t('review-guide-choice')}>
      <Illustrated t={t} pictures={['cross-1', 'cross-2']}>
        <p>{t('review-guide-choice-text')}</p>
        <p>
          <Key name="2" /> {t('review-guide-choice-key')}
        </p>
        <p>{t('review-guide-choice-marks')}</p>
        <p>{t('review-guide-choice-sure')}</p>
      </Illustrated>
    </Card>
  );
}

function Problems({ t }: Part): VNode {
  return (
    <Card title={t('review-guide-problems')}>
      <p>{t('review-guide-problems-text')}</p>
      <div class="review-examples">
        {REJECTIONS.map((reading) => (
          <section key={reading}>
            <Pictures t={t} names={EXAMPLES[reading]} />
            <h3>
              <Key name={REJECTION_KEYS[reading]} /> {t(`review-${reading}`)}
            </h3>
            <p>{t(`review-guide-${reading}`)}</p>
          </section>
        ))}
      </div>
    </Card>
  );
}

function Pairs({ t }: Part): VNode {
  return (
    <Card title={t('review-guide-pairs')}>
      <p>{t('review-guide-pairs-text')}</p>
      <div class="review-examples">
        {(['same', 'different'] as const).map((reading) => (
          <section key={reading}>
            <Pictures t={t} names={[`${reading}-1`, `${reading}-3`]} />
            <h3>
              <Key name={PAIR_KEYS[reading]} /> {t(`review-${reading}`)}
            </h3>
            <p>{t(`review-guide-${reading}`)}</p>
          </section>
        ))}
      </div>
    </Card>
  );
}

function Looking({ t }: Part): VNode {
  return (
    <Card title={t('review-guide-looking')}>
      <Illustrated t={t} pictures={['turned-1', 'dark-1']}>
        <p>{t('review-guide-looking-text')}</p>
        <ShortcutList t={t} />
        <p>{t('review-guide-broken')}</p>
      </Illustrated>
    </Card>
  );
}

function Illustrated(
  props: Part & { readonly pictures: readonly string[]; readonly children: ComponentChildren },
): VNode {
  return (
    <div class="review-illustrated">
      <div>{props.children}</div>
      <Pictures t={props.t} names={props.pictures} />
    </div>
  );
}

function Pictures({ t, names }: Part & { readonly names: readonly string[] }): VNode {
  return (
    <div class="review-pictures">
      {names.map((name) => (
        <img
          key={name}
          src={`/assets/practice/${name}.jpg`}
          alt={t('review-guide-example')}
          width="168"
          height="224"
          loading="lazy"
        />
      ))}
    </div>
  );
}
