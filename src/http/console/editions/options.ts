import { z } from 'zod';
import type { EditionRequest } from '../../../actions/editions/build-edition.ts';
import { BASES } from '../../../domain/finding/numbers.ts';
import { LANGUAGES, type Localized } from '../../../domain/languages.ts';
import { OFFICIAL_SOURCES } from '../../../domain/official/terms.ts';
import type { FormValues } from '../route.ts';

/** What an edition is to be made of, as the form asks for it. */
const options = z.object({
  // Empty, or longer than any: there is no such election, which is then said.
  electionId: z.string().max(32).catch(''),
  basis: z.enum(BASES).default('verified'),
  compare: z.enum(OFFICIAL_SOURCES).default('cec'),
  except: z.array(z.string().max(200)).max(100),
});

export type EditionOptions = z.infer<typeof options>;

/** What was chosen; what makes no sense is as if nothing had been. */
export function optionsOf(
  values: FormValues,
  usual: { readonly electionId: string; readonly except: readonly string[] },
) {
  const given = {
    electionId: values.get('election') ?? usual.electionId,
    basis: values.get('basis'),
    compare: values.get('compare'),
    // A box that is not ticked is not sent: only a form that was sent says that nothing is to be left out.
    except: values.has('basis') ? [...values.all('except')] : [...usual.except],
  };
  return options.safeParse(given).data ?? options.parse({ electionId: usual.electionId, except: [...usual.except] });
}

/** The source to compare with first, every other one beside it. */
export function requestOf({ compare, ...rest }: EditionOptions, note: Localized | null): EditionRequest {
  return { ...rest, sources: [compare, ...OFFICIAL_SOURCES.filter((source) => source !== compare)], note };
}

/** A note in three languages, none (`null`), or only some of them (`incomplete`). */
export function noteOf(form: FormValues): Localized | null | 'incomplete' {
  const texts = LANGUAGES.map((language) => (form.get(`note.${language}`) ?? '').trim().slice(0, 1_000));
  if (texts.every((text) => text === '')) return null;
  const [be = '', ru = '', en = ''] = texts;
  return texts.includes('') ? 'incomplete' : { be, ru, en };
}
