import { createHash } from 'node:crypto';
import { base32nopad } from '@scure/base';
import { isValidPhoneNumber } from 'libphonenumber-js';
import { z } from 'zod';
import { LONGEST_LINK, readLink } from './links.ts';

/** How a fund is reached, the safest first: whoever needs help sees them in this order. */
export const CONTACT_KINDS = ['signal', 'onion', 'form', 'email', 'telegram', 'phone'] as const;

export type ContactKind = (typeof CONTACT_KINDS)[number];

/** Something typed as a contact, as it is kept; undefined when it is none of its kind. */
export function readContact(kind: ContactKind, typed: string): string | undefined {
  const value = typed.trim();
  switch (kind) {
    case 'email':
      return z.email().max(254).safeParse(value).success ? value : undefined;
    case 'telegram': {
      const name = /^(?:@|https:\/\/t\.me\/)([a-zA-Z][a-zA-Z0-9_]{4,31})$/.exec(value)?.[1];
      return name === undefined ? undefined : `@${name}`;
    }
    case 'phone':
      return phone(value);
    case 'signal':
      // A link, a user name such as `help.42`, or a number.
      if (/^https:\/\/signal\.me\/#\S{4,200}$/.test(value) || /^[a-z_][a-z0-9_]{2,31}\.\d{2,9}$/i.test(value))
        return value;
      return phone(value);
    case 'form': {
      const link = readLink(value);
      return link.ok ? link.value : undefined;
    }
    case 'onion':
      return onion(value);
  }
}

function phone(typed: string): string | undefined {
  const digits = typed.replace(/[\s()-]/g, '');
  return digits.startsWith('+') && isValidPhoneNumber(digits) ? digits : undefined;
}

/** Version 3: key, checksum, version. https://spec.torproject.org/rend-spec/encoding-onion-addresses.html */
function onion(typed: string): string | undefined {
  const link = readLink(typed, { onion: true });
  const name = link.ok ? /(?:^|\.)([a-z2-7]{56})\.onion$/.exec(new URL(link.value).hostname)?.[1] : undefined;
  if (!link.ok || name === undefined) return undefined;
  const bytes = Buffer.from(base32nopad.decode(name.toUpperCase()));
  const [key, sum, version] = [bytes.subarray(0, 32), bytes.subarray(32, 34), bytes.subarray(34)];
  const right = createHash('sha3-256').update('.onion checksum').update(key).update(version).digest().subarray(0, 2);
  return version[0] === 3 && right.equals(sum) ? link.value : undefined;
}

/** A way to reach a fund. */
export const contact = z
  .strictObject({ kind: z.enum(CONTACT_KINDS), value: z.string().min(1).max(LONGEST_LINK) })
  .refine(({ kind, value }) => readContact(kind, value) === value);

export type Contact = z.infer<typeof contact>;

/** Where a tap on a contact leads. */
export function contactHref({ kind, value }: Contact): string | undefined {
  switch (kind) {
    case 'email':
      return `mailto:${value}`;
    case 'telegram':
      return `https://t.me/${value.slice(1)}`;
    case 'phone':
      return `tel:${value}`;
    case 'signal':
      return value.startsWith('https:') ? value : undefined;
    default:
      return value;
  }
}

/** Contacts with the safest first. */
export function safestFirst(contacts: readonly Contact[]): Contact[] {
  const place = ({ kind }: Contact) => CONTACT_KINDS.indexOf(kind);
  return [...contacts].sort((a, b) => place(a) - place(b));
}
