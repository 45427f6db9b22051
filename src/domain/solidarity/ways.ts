import {
  electronicFormatIBAN,
  friendlyFormatIBAN,
  isSEPACountry,
  isValidBIC,
  ValidationErrorsIBAN,
  validateIBAN,
} from 'ibantools';
import { z } from 'zod';
import { type AddressProblem, addressProblem, CHAINS, type Chain } from './crypto-addresses.ts';
import { type LinkProblem, LONGEST_LINK, readLink } from './links.ts';
import { checks } from './terms.ts';

/** Ways to give: a page, a bank account, an address of a chain. */
export const WAY_KINDS = ['link', 'iban', ...CHAINS] as const;

export type WayKind = (typeof WAY_KINDS)[number];

/**
 * Those that an appeal may have of its own. No account: its holder would be named in proposals, alerts and the audit trail, which stay
 * for good, and whoever agreed to an appeal may take that back.
 */
export const APPEAL_WAY_KINDS = ['link', ...CHAINS] as const;

export const LONGEST_HOLDER = 70;

/** Why something typed is no way to give. */
export type WayProblem =
  | {
      readonly field: 'value';
      readonly problem: 'missing' | `link-${LinkProblem}` | `iban-${IbanProblem}` | `address-${AddressProblem}`;
    }
  | { readonly field: 'holder'; readonly problem: 'missing' | 'holder-long' | 'holder-odd' }
  | { readonly field: 'bic'; readonly problem: 'bic' };

export type IbanProblem = 'country' | 'length' | 'checksum' | 'format';

/** What is said about a way besides its kind. */
interface WayFields {
  readonly value: string;
  /** Whose the account is, as the bank writes it. Of an IBAN only. */
  readonly holder: string;
  /** Of an IBAN, for transfers from elsewhere; may be empty. */
  readonly bic: string;
}

/** A way as it is kept: without spaces, its checksum right; or what is wrong with it, field by field. */
export function readWay(
  kind: WayKind,
  { value, holder, bic }: WayFields,
):
  | { readonly ok: true; readonly fields: WayFields }
  | { readonly ok: false; readonly problems: readonly WayProblem[] } {
  const typed = value.trim();
  if (typed === '') return { ok: false, problems: [{ field: 'value', problem: 'missing' }] };
  if (kind === 'link') {
    const link = readLink(typed);
    if (!link.ok) return { ok: false, problems: [{ field: 'value', problem: `link-${link.problem}` }] };
    return { ok: true, fields: { value: link.value, holder: '', bic: '' } };
  }
  if (kind !== 'iban') {
    const problem = addressProblem(kind, typed);
    if (problem !== undefined) return { ok: false, problems: [{ field: 'value', problem: `address-${problem}` }] };
    return { ok: true, fields: { value: typed, holder: '', bic: '' } };
  }
  const iban = electronicFormatIBAN(typed) ?? '';
  const code = bic.replace(/\s/g, '').toUpperCase();
  const wrong = ibanProblem(iban);
  const wrongHolder = holderProblem(holder.trim());
  const problems: WayProblem[] = [
    ...(wrong === undefined ? [] : [{ field: 'value', problem: `iban-${wrong}` } as const]),
    ...(wrongHolder === undefined ? [] : [{ field: 'holder', problem: wrongHolder } as const]),
    ...(code === '' || isValidBIC(code) ? [] : [{ field: 'bic', problem: 'bic' } as const]),
  ];
  if (problems.length > 0) return { ok: false, problems };
  return { ok: true, fields: { value: iban, holder: holder.trim(), bic: code } };
}

/** A line break would end the name in the code that banks' apps read, and the next line would be another account. */
function holderProblem(holder: string): 'missing' | 'holder-long' | 'holder-odd' | undefined {
  if (holder === '') return 'missing';
  if (/\p{C}|\p{Zl}|\p{Zp}/u.test(holder)) return 'holder-odd';
  return holder.length > LONGEST_HOLDER ? 'holder-long' : undefined;
}

function ibanProblem(iban: string): IbanProblem | undefined {
  const { valid, errorCodes } = validateIBAN(iban);
  if (valid) return undefined;
  if (errorCodes.includes(ValidationErrorsIBAN.NoIBANCountry)) return 'country';
  if (errorCodes.includes(ValidationErrorsIBAN.WrongBBANLength)) return 'length';
  if (errorCodes.includes(ValidationErrorsIBAN.WrongBBANFormat)) return 'format';
  return 'checksum';
}

/** A way to give, with how it was checked. */
export const givingWay = z
  .strictObject({
    kind: z.enum(WAY_KINDS),
    value: z.string().max(LONGEST_LINK),
    holder: z.string().max(LONGEST_HOLDER),
    bic: z.string().max(11),
    checks,
  })
  .refine(({ kind, ...fields }) => {
    const read = readWay(kind, fields);
    // Nothing is published that is written otherwise than it was checked.
    return read.ok && read.fields.value === fields.value && read.fields.bic === fields.bic;
  });

export type GivingWay = z.infer<typeof givingWay>;

/** A way as people read it: an IBAN in groups of four. */
export function wayText({ kind, value }: Pick<GivingWay, 'kind' | 'value'>): string {
  return kind === 'iban' ? (friendlyFormatIBAN(value) ?? value) : value;
}

/** What wallets know a chain's addresses by: BIP-21 and its like. TRON has none that is widely read. */
const SCHEMES: Readonly<Record<Chain, string>> = {
  bitcoin: 'bitcoin:',
  ethereum: 'ethereum:',
  litecoin: 'litecoin:',
  monero: 'monero:',
  tron: '',
};

/**
 * What stands in a way's QR code: an address as wallets read it, and of an account in the euro payments area what banks' apps fill
 * in a transfer with (EPC069-12, version 002). Other accounts as their number.
 */
export function wayQrText({ kind, value, holder, bic }: Pick<GivingWay, 'kind' | 'value' | 'holder' | 'bic'>): string {
  if (kind === 'link') return value;
  if (kind !== 'iban') return `${SCHEMES[kind]}${value}`;
  if (!isSEPACountry(value.slice(0, 2))) return value;
  return ['BCD', '002', '1', 'SCT', bic, holder, value].join('\n');
}
