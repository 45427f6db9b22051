import type { VNode } from 'preact';
import type { Language, Localized } from '../../../domain/languages.ts';
import { choiceRead, choiceReading, PAIR_READINGS, REJECTIONS, type Reading } from '../../../domain/review/readings.ts';
import type { Translate } from '../../../i18n/translate.ts';
import { Form } from '../ui/forms.tsx';
import { choiceKey, PAIR_KEYS, REJECTION_KEYS } from './keys.ts';
import { PhotoView } from './photo-view.tsx';

/** Something to be answered: real, or made up for practice. */
export interface ItemShown {
  /** The turn's name, or that of a practice item. */
  readonly name: string;
  readonly kind: 'ballot' | 'pair';
  /** Addresses of its photos; of a pair, the other ballot's after the ballot's. */
  readonly photos: readonly string[];
  readonly election: Localized;
  /** In the order of the ballot paper. */
  readonly choices: readonly { readonly id: string; readonly name: Localized }[];
  /** How many photos a ballot needs: with one, no back can be missing. */
  readonly sides: number;
  /** For how long it is this reviewer's; undefined for ever. */
  readonly leaseMs?: number | undefined;
}

export interface ItemViewProps {
  readonly t: Translate;
  readonly language: Language;
  readonly item: ItemShown;
  readonly csrf: string;
  /** Where answers are sent. */
  readonly action: string;
}

/** An item with its photos and everything that can be answered. Works as a plain form; review.js makes it quick. */
export function ItemView({ t, language, item, csrf, action }: ItemViewProps): VNode {
  const question = t(item.kind === 'pair' ? 'review-question-pair' : 'review-question');
  return (
    <article
      class={`review-item ${item.kind}`}
      data-item={item.name}
      data-lease={item.leaseMs}
      tabindex={-1}
      aria-label={t(item.kind === 'pair' ? 'review-item-pair' : 'review-item')}
    >
      <Photos t={t} item={item} />
      <Form action={action} csrf={csrf} class="review-answers">
        <input type="hidden" name="turn" value={item.name} />
        <input type="hidden" name="seconds" value="" />
        <fieldset>
          <legend>{question}</legend>
          {item.kind === 'ballot' && <p class="review-election">{item.election[language]}</p>}
          {item.kind === 'pair'
            ? PAIR_READINGS.map((reading) => (
                <Answer key={reading} value={reading} shortcut={PAIR_KEYS[reading]} label={t(`review-${reading}`)} />
              ))
            : item.choices.map(({ id, name }, place) => (
                <Answer key={id} value={choiceReading(id)} shortcut={choiceKey(place)} label={name[language]} />
              ))}
        </fieldset>
        {item.kind === 'ballot' && (
          <fieldset class="review-problems">
            <legend>{t('review-question-problem')}</legend>
            {REJECTIONS.filter((reading) => item.sides > 1 || reading !== 'back-missing').map((reading) => (
              <Answer
                key={reading}
                value={reading}
                shortcut={REJECTION_KEYS[reading]}
                label={t(`review-${reading}`)}
                hint={t(`review-${reading}-hint`)}
                quiet
              />
            ))}
          </fieldset>
        )}
      </Form>
    </article>
  );
}

/** Front beside back; of a pair, the same side of both beside each other. */
export function Photos({ t, item }: { readonly t: Translate; readonly item: ItemShown }): VNode {
  const half = item.photos.length / 2;
  const shown =
    item.kind === 'pair'
      ? item.photos.map((_, at) => {
          const [ballot, number] = [at % 2, Math.floor(at / 2)];
          const label = t('review-photo-of-pair', { ballot: ballot + 1, number: number + 1 });
          return { src: item.photos[ballot * half + number] ?? '', label };
        })
      : item.photos.map((src, at) => ({ src, label: t('review-photo', { number: at + 1, all: item.photos.length }) }));
  return (
    <div class="review-photos" data-count={shown.length}>
      {shown.map(({ src, label }) => (
        <PhotoView key={src} t={t} src={src} label={label} />
      ))}
    </div>
  );
}

/** A button that answers, with its key on it. */
function Answer(props: {
  readonly value: Reading;
  readonly shortcut: string | undefined;
  readonly label: string;
  readonly hint?: string;
  readonly quiet?: boolean;
}): VNode {
  const { value, shortcut, label, hint, quiet = false } = props;
  return (
    <button
      type="submit"
      name="reading"
      value={value}
      class={quiet ? 'outline answer' : 'secondary answer'}
      data-key={shortcut}
      data-label={label}
      title={hint}
      aria-keyshortcuts={shortcut?.replace('shift+', 'Shift+')}
    >
      <Key name={shortcut} />
      <span>{label}</span>
    </button>
  );
}

/** A key as it is printed on a keyboard; nothing where there is none. */
export function Key({ name }: { readonly name: string | undefined }): VNode | null {
  if (name === undefined) return null;
  return <kbd>{name.replace('shift+', '⇧').toUpperCase()}</kbd>;
}

/** What a reading is called on the buttons. */
export function readingLabel(
  t: Translate,
  language: Language,
  item: Pick<ItemShown, 'choices'>,
  text: Reading,
): string {
  const id = choiceRead(text);
  if (id !== undefined) return item.choices.find((choice) => choice.id === id)?.name[language] ?? id;
  return t(`review-${text as Exclude<Reading, `choice:${string}`>}`);
}
