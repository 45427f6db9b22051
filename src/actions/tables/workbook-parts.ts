import type { Readable } from 'node:stream';
import { parseWholeXml } from './parse-xml.ts';
import { tooLarge, WORKBOOK_LIMITS } from './workbook-limits.ts';

/** What a part refers to, by the ids it uses; paths are whole. */
export type Relations = ReadonlyMap<string, { readonly type: string; readonly target: string }>;

/** Reads a part's relations; `folder` is the part's own. */
export async function readRelations(stream: Readable, folder: string): Promise<Relations> {
  const relations = new Map<string, { type: string; target: string }>();
  await parseWholeXml(stream, {
    open: (name, { Id, Type, Target, TargetMode }) => {
      if (name !== 'Relationship' || Id === undefined || TargetMode === 'External') return;
      relations.set(Id, { type: Type ?? '', target: pathOf(Target ?? '', folder) });
    },
    close: () => undefined,
    text: () => undefined,
  });
  return relations;
}

export interface WorkbookSheet {
  readonly name: string;
  /** The id of its relation. */
  readonly relation: string;
  readonly hidden: boolean;
}

/** Reads which sheets a workbook has, in their order. */
export async function readSheets(stream: Readable): Promise<WorkbookSheet[]> {
  const sheets: WorkbookSheet[] = [];
  await parseWholeXml(stream, {
    open: (tag, attributes) => {
      const { name, state } = attributes;
      const relation = attributes['r:id'] ?? Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1];
      if (tag !== 'sheet' || name === undefined || relation === undefined) return;
      sheets.push({ name, relation, hidden: state !== undefined && state !== 'visible' });
    },
    close: () => undefined,
    text: () => undefined,
  });
  return sheets;
}

/** Reads the texts that cells refer to by their number; how they are to be pronounced is left out. */
export async function readSharedStrings(stream: Readable): Promise<string[]> {
  const strings: string[] = [];
  let [current, letters, inText, inPhonetics] = ['', 0, false, false];
  await parseWholeXml(stream, {
    open: (name) => {
      if (name === 'si') current = '';
      else if (name === 't') inText = !inPhonetics;
      else if (name === 'rPh') inPhonetics = true;
    },
    close: (name) => {
      if (name === 't') inText = false;
      else if (name === 'rPh') inPhonetics = false;
      else if (name === 'si') {
        strings.push(current);
        letters += current.length;
        limit('strings', strings.length);
        limit('letters', letters);
      }
    },
    text: (text) => {
      if (!inText) return;
      current += text;
      limit('letters', letters + current.length);
    },
  });
  return strings;
}

function limit(what: 'strings' | 'letters', is: number): void {
  if (is > WORKBOOK_LIMITS[what]) tooLarge(what);
}

/** A target as a path in the zip file: relative to its part's folder, or from the root. */
function pathOf(target: string, folder: string): string {
  const steps = target.startsWith('/') ? [] : folder.split('/').filter((step) => step !== '');
  for (const step of target.split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '' && step !== '.') steps.push(step);
  }
  return steps.join('/');
}
