import type { ComponentChildren } from 'preact';
import { Icon } from './icons.tsx';
import type { Place } from './places.ts';
import type { PageTexts } from './texts.ts';

interface DialogsProps {
  readonly texts: PageTexts;
  readonly places: readonly Place[];
  /** Names of the choices on a sample ballot. */
  readonly choices: readonly string[];
}

/** Dialogs that both phones share; the scripts open them for one or the other. */
export function Dialogs({ texts, places, choices }: DialogsProps) {
  return (
    <>
      <Dialog name="place" title={texts.location} texts={texts}>
        <div class="places">
          {places.map(({ name, latitude, longitude }) => (
            <button type="button" class="item" data-place={`${latitude} ${longitude}`} key={name}>
              <Icon name="place" />
              <span>
                {name}
                <small>
                  {latitude.toFixed(4)}, {longitude.toFixed(4)}
                </small>
              </span>
            </button>
          ))}
        </div>
        <div class="fields two">
          <Field name="latitude" label={texts.latitude} kind="decimal" />
          <Field name="longitude" label={texts.longitude} kind="decimal" />
        </div>
        <Buttons cancel={texts.cancel} confirm={texts.sendLocation} />
      </Dialog>
      <Dialog name="person" title={texts.newPerson} texts={texts}>
        <Field name="phone" label={texts.phone} kind="tel" hint={texts.phoneHint} />
        <Buttons cancel={texts.cancel} confirm={texts.add} />
      </Dialog>
      <Dialog name="share" title={texts.sharePhone} texts={texts}>
        <p>
          {texts.sharePhoneText} <b data-share-phone />
        </p>
        <Buttons cancel={texts.cancel} confirm={texts.share} />
      </Dialog>
      <Dialog name="sample" title={texts.sample} texts={texts}>
        <label class="field">
          <span>{texts.sampleChoice}</span>
          <select name="choice">
            {choices.map((choice, index) => (
              <option value={index} key={choice}>
                {choice}
              </option>
            ))}
          </select>
        </label>
        <div class="checks">
          <label>
            <input type="checkbox" name="front" checked /> {texts.front}
          </label>
          <label>
            <input type="checkbox" name="back" checked /> {texts.back}
          </label>
        </div>
        <Buttons cancel={texts.cancel} confirm={texts.attach} />
      </Dialog>
      <Dialog name="link" title={texts.openLink} texts={texts}>
        <Field name="payload" label={texts.payload} kind="text" />
        <Buttons cancel={texts.cancel} confirm={texts.open} />
      </Dialog>
      <Dialog name="group" title={texts.sayInGroup} texts={texts}>
        <Field name="words" label={texts.message} kind="text" />
        <Buttons cancel={texts.cancel} confirm={texts.send} />
      </Dialog>
      <dialog class="viewer" data-dialog="viewer" aria-label={texts.photo}>
        <form method="dialog">
          <button type="submit" class="round" aria-label={texts.close}>
            <Icon name="close" />
          </button>
        </form>
        <img alt={texts.photo} data-viewed />
      </dialog>
    </>
  );
}

interface DialogProps {
  readonly name: string;
  readonly title: string;
  readonly texts: PageTexts;
  readonly children: ComponentChildren;
}

function Dialog({ name, title, texts, children }: DialogProps) {
  return (
    <dialog class="dialog" data-dialog={name} aria-labelledby={`dialog-${name}`}>
      <form method="dialog" novalidate>
        <header>
          <h2 id={`dialog-${name}`}>{title}</h2>
          <button type="button" class="round" data-cancel aria-label={texts.close}>
            <Icon name="close" />
          </button>
        </header>
        {children}
      </form>
    </dialog>
  );
}

interface FieldProps {
  readonly name: string;
  readonly label: string;
  readonly kind: 'text' | 'tel' | 'decimal';
  readonly hint?: string;
}

function Field({ name, label, kind, hint }: FieldProps) {
  return (
    <label class="field">
      <span>{label}</span>
      <input
        name={name}
        // A phone's decimal keys have no minus sign: coordinates need all keys.
        inputmode={kind === 'tel' ? 'tel' : 'text'}
        autocomplete="off"
        aria-describedby={`${name}-note`}
      />
      <small id={`${name}-note`} data-hint={hint ?? ''} data-note={name}>
        {hint}
      </small>
    </label>
  );
}

function Buttons({ cancel, confirm }: { readonly cancel: string; readonly confirm: string }) {
  return (
    <footer>
      <button type="button" class="plain" data-cancel>
        {cancel}
      </button>
      <button type="submit" class="primary" value="confirm">
        {confirm}
      </button>
    </footer>
  );
}
