import { Icon, type IconName } from './icons.tsx';
import type { PageTexts } from './texts.ts';

export type Messenger = 'telegram' | 'viber';

interface PhoneProps {
  readonly messenger: Messenger;
  readonly texts: PageTexts;
  readonly hasSample: boolean;
}

/** One phone. What is in the chat comes later, by script. */
export function Phone({ messenger, texts, hasSample }: PhoneProps) {
  const name = messenger === 'telegram' ? 'Telegram' : 'Viber';
  return (
    <section class={`phone ${messenger}`} id={messenger} aria-label={name} data-phone={messenger}>
      <header class="bar">
        <div class="who">
          <h2>Golos</h2>
          <p>
            {name} · <span data-sub>{texts.bot}</span>
          </p>
        </div>
        <button type="button" class="person" data-open="people" title={texts.person}>
          <Icon name="person" />
          <span data-person />
          <Icon name="down" />
        </button>
        <button type="button" class="round" data-open="more" aria-label={texts.more} title={texts.more}>
          <Icon name="more" />
        </button>
      </header>
      <div class="screen">
        <p class="toast" role="status" data-toast hidden />
        <div class="log" role="log" aria-label={`${name}: ${texts.messages}`} tabindex={0} data-log>
          <div class="empty" data-empty>
            <p>{messenger === 'telegram' ? texts.emptyTelegram : texts.emptyViber}</p>
          </div>
        </div>
      </div>
      <div class="dock">
        <div class="tray" data-tray hidden>
          <ul data-tray-items />
          <label>
            <input type="radio" name={`${messenger}-as`} value="photo" checked />
            <span>{texts.asPhotos}</span>
          </label>
          <label>
            <input type="radio" name={`${messenger}-as`} value="file" />
            <span>{texts.asFiles}</span>
          </label>
        </div>
        <p class="editing" data-editing hidden>
          <Icon name="pencil" />
          <span>
            <b>{texts.editing}</b> <span data-editing-text />
          </span>
          <button type="button" class="round" data-stop-editing aria-label={texts.cancel}>
            <Icon name="close" />
          </button>
        </p>
        <form class="composer" data-composer>
          <button type="button" class="round" data-open="attach" aria-label={texts.attach} title={texts.attach}>
            <Icon name="attach" />
          </button>
          <textarea rows={1} aria-label={texts.message} placeholder={texts.message} maxlength={4_096} data-text />
          {messenger === 'telegram' && (
            <button type="button" class="round" data-open="commands" aria-label={texts.commands} title={texts.commands}>
              <Icon name="slash" />
            </button>
          )}
          {messenger === 'telegram' && (
            <button
              type="button"
              class="round"
              data-keyboard-toggle
              aria-label={texts.keyboard}
              title={texts.keyboard}
              hidden
            >
              <Icon name="keyboard" />
            </button>
          )}
          <button type="submit" class="round send" aria-label={texts.send} title={texts.send}>
            <Icon name="send" />
          </button>
        </form>
        <div class="keyboard" data-keyboard hidden />
        <div class="gate" data-gate hidden>
          <p data-gate-text hidden>
            {texts.blocked}
          </p>
          <button type="button" class="primary" data-gate-button>
            {messenger === 'telegram' ? texts.start : texts.startChat}
          </button>
        </div>
      </div>
      <Menus messenger={messenger} texts={texts} hasSample={hasSample} />
      <input type="file" accept="image/*" multiple hidden data-files />
    </section>
  );
}

function Menus({ messenger, texts, hasSample }: PhoneProps) {
  return (
    <>
      <section class="menu" popover="auto" data-menu="people" aria-label={texts.person}>
        <div data-people />
        <MenuItem icon="person" name={texts.newPerson} does="new-person" />
      </section>
      <section class="menu" popover="auto" data-menu="commands" aria-label={texts.commands}>
        <div data-commands />
      </section>
      <section class="menu" popover="auto" data-menu="attach" aria-label={texts.attach}>
        <MenuItem icon="photo" name={texts.photo} note={texts.photoNote} does="photo" />
        <MenuItem icon="file" name={texts.asFile} note={texts.asFileNote} does="file" />
        {hasSample && <MenuItem icon="ballot" name={texts.sample} note={texts.sampleNote} does="sample" />}
        <MenuItem icon="place" name={texts.location} note={texts.locationNote} does="location" />
        <MenuItem icon="contact" name={texts.contact} note={texts.contactNote} does="contact" />
        <hr />
        <MenuItem icon="sticker" name={texts.sticker} does="sticker" />
        {messenger === 'telegram' && <MenuItem icon="voice" name={texts.voice} does="voice" />}
        <MenuItem icon="video" name={texts.video} does="video" />
      </section>
      <section class="menu" popover="auto" data-menu="more" aria-label={texts.more}>
        <MenuItem name={texts.openLink} does="link" />
        {messenger === 'telegram' && <MenuItem name={texts.sayInGroup} does="group" />}
        {messenger === 'viber' && <MenuItem name={texts.subscribe} does="subscribe" />}
        {messenger === 'viber' && <MenuItem name={texts.unsubscribe} does="unsubscribe" />}
        <MenuItem name={texts.block} does="block" />
        <MenuItem name={texts.unblock} does="unblock" />
      </section>
    </>
  );
}

interface MenuItemProps {
  readonly name: string;
  readonly does: string;
  readonly icon?: IconName;
  readonly note?: string;
}

function MenuItem({ name, does, icon, note }: MenuItemProps) {
  return (
    <button type="button" class="item" data-do={does}>
      {icon !== undefined && <Icon name={icon} />}
      <span>
        {name}
        {note !== undefined && <small>{note}</small>}
      </span>
    </button>
  );
}
