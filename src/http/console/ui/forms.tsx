import type { ComponentChildren, VNode } from 'preact';

export interface FormProps {
  /** A whole path; the page's own when left out. */
  readonly action?: string;
  readonly csrf: string;
  /** For forms with files. */
  readonly multipart?: boolean;
  readonly class?: string;
  readonly id?: string;
  readonly children: ComponentChildren;
}

/** A form that changes something: POST, with the token that proves where it comes from. */
export function Form({ action, csrf, multipart = false, class: name, id, children }: FormProps): VNode {
  return (
    <form
      method="post"
      action={action}
      id={id}
      class={name}
      enctype={multipart ? 'multipart/form-data' : undefined}
      // The server's messages are better than the browser's, and are in the page's language.
      novalidate
    >
      <input type="hidden" name="_csrf" value={csrf} />
      {children}
    </form>
  );
}

/** The buttons at a form's end, or links that do something, in a row. */
export function Actions({ children }: { readonly children: ComponentChildren }): VNode {
  return <div class="actions">{children}</div>;
}

/**
 * A button that asks before it does: opens a question with the real button in it. Works without JavaScript.
 * `fields` are sent along.
 */
export function Confirm(props: {
  readonly label: string;
  readonly question: string;
  readonly confirm: string;
  readonly action: string;
  readonly csrf: string;
  readonly fields?: Readonly<Record<string, string>>;
  /** What cannot be taken back is `bad`. */
  readonly tone?: 'neutral' | 'bad';
  readonly children?: ComponentChildren;
}): VNode {
  const { label, question, confirm, action, csrf, fields = {}, tone = 'neutral', children } = props;
  return (
    <details class={`confirm ${tone}`}>
      <summary class={`button outline ${tone === 'bad' ? 'danger' : 'secondary'}`}>{label}</summary>
      <Form action={action} csrf={csrf}>
        {Object.entries(fields).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <p>{question}</p>
        {children}
        <button type="submit" class={tone === 'bad' ? 'danger' : undefined}>
          {confirm}
        </button>
      </Form>
    </details>
  );
}
