import type { VNode } from 'preact';
import type { FormValues } from '../route.ts';
import { Actions, Form } from '../ui/forms.tsx';
import type { Frame } from './layout.tsx';

/** A form that could not be taken, whole, to be sent once more. */
export function SendAgain(props: { readonly frame: Frame; readonly url: string; readonly form: FormValues }): VNode {
  const { frame, url, form } = props;
  const { t, csrf, organizer } = frame;
  return (
    <Form action={url} csrf={csrf}>
      {form
        .names()
        .filter((name) => name !== '_csrf')
        .flatMap((name) =>
          form.all(name).map((value, at) => <input key={`${name} ${at}`} type="hidden" name={name} value={value} />),
        )}
      <Actions>
        {organizer === undefined && (
          <a class="button" href="/console/sign-in" target="_blank" rel="noopener">
            {t('console-sign-in-tab')}
          </a>
        )}
        <button type="submit" class={organizer === undefined ? 'secondary' : undefined}>
          {t('console-send-again')}
        </button>
      </Actions>
    </Form>
  );
}
