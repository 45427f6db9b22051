import type { VNode } from 'preact';
import type { Language } from '../../../domain/languages.ts';
import type { SheetFlag } from '../../../domain/protocols/checks.ts';
import type { FormField } from '../../../domain/protocols/fields.ts';
import type { Translate } from '../../../i18n/translate.ts';
import { fieldNamed } from './field-name.ts';

interface FlagsProps {
  readonly t: Translate;
  readonly language: Language;
  readonly fields: readonly FormField[];
  readonly flags: readonly SheetFlag[];
}

/** What does not add up on a sheet, a line each. Nothing where everything does. */
export function Flags(props: FlagsProps): VNode | null {
  const { flags } = props;
  if (flags.length === 0) return null;
  return (
    <ul class="sheet-flags">
      {flags.map((flag) => (
        <li key={`${flag.check}${flag.fields.join()}`} class={flag.kind}>
          {flagInWords(props, flag)}
        </li>
      ))}
    </ul>
  );
}

function flagInWords({ t, language, fields }: Omit<FlagsProps, 'flags'>, flag: SheetFlag): string {
  const name = (id: string | undefined) => fieldNamed(t, language, fields, id ?? '');
  if (flag.check === 'blank') {
    return t('protocols-flag-blank', { fields: flag.fields.map(name).join('; ') });
  }
  const { left, right } = flag;
  return t(`protocols-flag-${flag.check}`, { left, right, name: name(flag.fields[0]) });
}
