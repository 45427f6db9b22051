import { z } from 'zod';
import { type Localized, localized } from '../languages.ts';

/** What the arithmetic knows of a field of a result sheet; fields of other ids are numbers that mean nothing to it. */
export const KNOWN_FIELDS = ['registered', 'issued', 'in-box', 'early', 'at-home', 'invalid'] as const;

export type KnownField = (typeof KNOWN_FIELDS)[number];

/** Where the numbers for each choice stand on the sheet. */
const CHOICES = 'choices';

const ownField = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,23}$/, 'only a-z, 0-9 and -, at most 24 characters, a letter first')
    .refine((id) => id !== CHOICES && !isKnown(id), 'is a field that needs no name: write its id alone'),
  name: localized,
});

/**
 * The fields of a result sheet in an election file, in the order of the paper: known ones by their ids, the
 * choices' numbers as `choices`, others with a name in every language.
 */
export const protocolFields = z
  .array(z.union([z.enum([...KNOWN_FIELDS, CHOICES]), ownField], 'is no field: write a known id, or an id and a name'))
  .min(1)
  .max(40)
  .refine((fields) => new Set(fields.map(idOf)).size === fields.length, 'two fields have the same id')
  .refine((fields) => fields.includes(CHOICES), `has no ${CHOICES}: a sheet without votes proves nothing`);

export type ProtocolFieldsFile = z.infer<typeof protocolFields>;

/** How many identical entries of different reviewers make a sheet's numbers agreed. */
export const protocolQuorum = z.union([z.literal(2), z.literal(3)], 'must be 2 or 3');

export type ProtocolQuorum = z.infer<typeof protocolQuorum>;

/** What sheets have where the election file says nothing. */
export const DEFAULT_FIELDS: ProtocolFieldsFile = [...KNOWN_FIELDS, CHOICES];

/** A number of the sheet, by what is written beside it. */
export interface FormField {
  /** `choice:ID` for a choice, else the field's own. What entries and agreed numbers are kept under. */
  readonly id: string;
  /** Of a choice, or as the election file names it; a known field's name is in the catalogues. */
  readonly name?: Localized;
}

/** The sheet of an election: its fields from top to bottom, and how many must type them alike. */
export interface ProtocolForm {
  readonly fields: readonly FormField[];
  readonly quorum: ProtocolQuorum;
}

interface WithSheet {
  readonly choices: readonly { readonly id: string; readonly name: Localized }[];
  readonly protocolFields?: ProtocolFieldsFile | undefined;
  readonly protocolQuorum?: ProtocolQuorum | undefined;
}

/** The sheet that an election's stations hang out. */
export function protocolForm({ choices, protocolFields: fields, protocolQuorum: quorum }: WithSheet): ProtocolForm {
  const ofChoices = choices.map(({ id, name }): FormField => ({ id: choiceField(id), name }));
  return {
    fields: (fields ?? DEFAULT_FIELDS).flatMap((field): readonly FormField[] => {
      if (field === CHOICES) return ofChoices;
      return typeof field === 'string' ? [{ id: field }] : [field];
    }),
    quorum: quorum ?? 2,
  };
}

/** The field of a choice. */
export function choiceField(choiceId: string): string {
  return `choice:${choiceId}`;
}

export function isChoiceField(fieldId: string): boolean {
  return fieldId.startsWith('choice:');
}

/** Whether the catalogues name a field. */
export function isKnown(fieldId: string): fieldId is KnownField {
  return (KNOWN_FIELDS as readonly string[]).includes(fieldId);
}

function idOf(field: string | { readonly id: string }): string {
  return typeof field === 'string' ? field : field.id;
}
