import type { VNode } from 'preact';
import type { Language } from '../../../domain/languages.ts';
import type { PracticeStep } from '../../../domain/review/practice.ts';
import type { Reading } from '../../../domain/review/readings.ts';
import type { Translate } from '../../../i18n/translate.ts';
import { Notice } from '../ui/messages.tsx';
import { Photos, readingLabel } from './item-view.tsx';
import { shownPractice } from './practice-item.ts';

/** The photos once more, whether the answer was right, and what was to be seen. */
export function PracticeFeedback(props: {
  readonly t: Translate;
  readonly language: Language;
  readonly step: PracticeStep;
  readonly reading: Reading;
}): VNode {
  const { t, language, step, reading } = props;
  const item = shownPractice(step.item);
  const label = (one: Reading) => readingLabel(t, language, item, one);
  const title = step.right
    ? t('review-right', { reading: label(reading) })
    : t('review-wrong', { reading: label(reading), right: label(step.item.right) });
  return (
    <article class={`review-item ${item.kind}`} data-item={item.name} aria-label={t('review-explanation')}>
      <Photos t={t} item={item} />
      <div class="review-answers">
        <div role="status">
          <Notice tone={step.right ? 'good' : 'warning'} title={title}>
            <p>{t(`review-why-${step.item.id}`)}</p>
            {!step.right && <p>{t('review-wrong-again')}</p>}
          </Notice>
        </div>
        <a class="button" href="/console/review/practice" autofocus>
          {t('review-go-on')}
        </a>
      </div>
    </article>
  );
}
