import { posix } from 'node:path';
import { type AdapterFault, type FoundFile } from '@kommunhub/adapter-kit';
import { SourceRefusedError } from '@kommunhub/schema';
import { notXlsx, otherFormat } from './detect-format.js';
import { type NumberForm, readNumberForms } from './number-forms.js';
import { readWholeXml } from './read-xml.js';
import { readSharedStrings, SharedStrings } from './shared-strings.js';
import { broken, ZipArchive } from './zip-archive.js';

export interface Sheet {
  readonly name: string;
  readonly isHidden: boolean;
  /** Part of the archive that holds its rows. */
  readonly path: string;
}

/** An opened workbook: its sheets, and what is needed to read their cells. */
export interface Workbook {
  readonly file: FoundFile;
  readonly archive: ZipArchive;
  /** Worksheets in the order of their tabs; charts are not among them. */
  readonly sheets: readonly Sheet[];
  /** Day 0 is 1904-01-01 in workbooks from old Macs, else 1899-12-30. */
  readonly is1904: boolean;
  readonly sharedStrings: SharedStrings;
  /** How numbers look, by the style of a cell. */
  readonly numberForms: readonly NumberForm[];
  close(): void;
}

/**
 * Opens a workbook.
 *
 * @throws SourceRefusedError when the file is something else, protected or damaged.
 */
export async function openWorkbook(file: FoundFile): Promise<Workbook> {
  const other = await otherFormat(file);
  if (other !== null) throw refused(file, other);
  const archive = await ZipArchive.open(file);
  try {
    const main = await mainPart(archive);
    const { sheets, is1904 } = await readSheetList(archive, main);
    const relations = await readRelations(archive, main);
    const partOf = (type: string) => relations.find((relation) => relation.type === type)?.target;
    const sheetParts = new Map(
      relations.filter(({ type }) => type === 'worksheet').map(({ id, target }) => [id, target]),
    );
    const strings = partOf('sharedStrings');
    const styles = partOf('styles');
    return {
      file,
      archive,
      sheets: sheets.flatMap(({ name, isHidden, relation }) => {
        const path = sheetParts.get(relation);
        return path === undefined ? [] : [{ name, isHidden, path }];
      }),
      is1904,
      sharedStrings: strings === undefined ? new SharedStrings() : await readSharedStrings(archive, strings),
      numberForms: styles === undefined ? [] : await readNumberForms(archive, styles),
      close: () => archive.close(),
    };
  } catch (error) {
    archive.close();
    throw error;
  }
}

/** The sheets of a workbook by its list alone; null when it cannot be read, which opening it then tells of. */
export async function listSheets(file: FoundFile): Promise<readonly { readonly name: string }[] | null> {
  if ((await otherFormat(file)) !== null) return null;
  const archive = await ZipArchive.open(file).catch(() => null);
  if (archive === null) return null;
  try {
    return (await readSheetList(archive, await mainPart(archive))).sheets;
  } catch {
    return null;
  } finally {
    archive.close();
  }
}

function refused(file: FoundFile, fault: AdapterFault): SourceRefusedError {
  return new SourceRefusedError(`${file.name}: ${fault.message}`, { faults: [fault] });
}

async function mainPart(archive: ZipArchive): Promise<string> {
  if (archive.has('content.xml')) throw refused(archive.file, notXlsx(archive.file, '.ods'));
  if (!archive.has('_rels/.rels')) throw refused(archive.file, notXlsx(archive.file, 'ZIP'));
  const main = (await readRelations(archive, '')).find(({ type }) => type === 'officeDocument')?.target;
  if (main === undefined) throw broken(archive.file, '_rels/.rels');
  if (main.endsWith('.bin')) throw refused(archive.file, notXlsx(archive.file, '.xlsb'));
  if (!/xl\/.*\.xml$/i.test(main)) throw refused(archive.file, notXlsx(archive.file, 'Office'));
  return main;
}

interface Relation {
  readonly id: string;
  /** Last word of the type's address, which is the same in strict and transitional files. */
  readonly type: string;
  readonly target: string;
}

async function readRelations(archive: ZipArchive, part: string): Promise<readonly Relation[]> {
  const folder = posix.dirname(part);
  const path = posix.join(folder, '_rels', `${posix.basename(part)}.rels`);
  const relations: Relation[] = [];
  await readWholeXml(archive, path, {
    open(name, { Id, Type, Target }) {
      if (name !== 'Relationship' || Id === undefined || Type === undefined || Target === undefined) return;
      const target = Target.startsWith('/') ? Target.slice(1) : posix.join(folder, Target);
      relations.push({ id: Id, type: Type.slice(Type.lastIndexOf('/') + 1), target });
    },
  });
  return relations;
}

interface ListedSheet {
  readonly name: string;
  readonly isHidden: boolean;
  readonly relation: string;
}

async function readSheetList(
  archive: ZipArchive,
  main: string,
): Promise<{ readonly sheets: readonly ListedSheet[]; readonly is1904: boolean }> {
  const sheets: ListedSheet[] = [];
  let is1904 = false;
  await readWholeXml(archive, main, {
    open(tag, attributes) {
      if (tag === 'workbookPr') is1904 = isTrue(attributes.date1904);
      if (tag !== 'sheet' || attributes.name === undefined) return;
      // The prefix of the relation's id is free; r is only what Excel itself writes.
      const relation = Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1] ?? '';
      const isHidden = attributes.state !== undefined && attributes.state !== 'visible';
      sheets.push({ name: attributes.name, isHidden, relation });
    },
  });
  return { sheets, is1904 };
}

export function isTrue(attribute: string | undefined): boolean {
  return attribute === '1' || attribute === 'true';
}
