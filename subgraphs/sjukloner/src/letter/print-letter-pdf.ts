import { createRequire } from 'node:module';
import type { DecisionLetter, DecisionLetterSection } from '@kommunhub/schema';
import PDFDocument from 'pdfkit';

// Newer than the library's types.
const universal: object = { subset: 'PDF/UA' };

/** What the file says of itself beside its text. */
export interface LetterProperties {
  readonly author: string;
  /** The day of the decision: the same decision gives the same bytes whenever it is printed. */
  readonly madeAt: Date;
}

// The letters of names from all Europe, embedded: the fonts that every reader has lack most of them.
const require = createRequire(import.meta.url);
const fontOf = (weight: string) =>
  require.resolve(`@expo-google-fonts/noto-sans/${weight}/NotoSans_${weight}.ttf`);
const fonts = { regular: fontOf('400Regular'), bold: fontOf('700Bold') };

const margin = 72;
const pageWidth = 595.28;
const textWidth = pageWidth - 2 * margin;
const amountWidth = 110;

/**
 * Prints a decision letter as a tagged PDF in Swedish, A4, so that a screen
 * reader reads headings, paragraphs and rows as such (PDF/UA).
 */
export function printLetterPdf(letter: DecisionLetter, properties: LetterProperties): Promise<Buffer> {
  const document = new PDFDocument({
    ...{ size: 'A4', margin, lang: 'sv-SE', pdfVersion: '1.7', tagged: true },
    ...{ displayTitle: true, bufferPages: true, ...universal },
    font: fonts.regular,
    info: {
      Title: letter.title,
      Author: properties.author,
      CreationDate: properties.madeAt,
      ModDate: properties.madeAt,
    },
  });
  const done = bytesOf(document);
  const whole = document.struct('Document');
  document.addStructure(whole);
  whole.add(
    document.struct('H1', {}, () => {
      document.font(fonts.bold).fontSize(16).text(plain(letter.title), { width: textWidth });
    }),
  );
  for (const section of letter.sections) printSection(document, whole, section);
  numberPages(document);
  whole.end();
  document.end();
  return done;
}

function bytesOf(document: PDFKit.PDFDocument): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    document.on('data', (chunk: Buffer) => chunks.push(chunk));
    document.on('end', () => resolve(Buffer.concat(chunks)));
    document.on('error', reject);
  });
}

function printSection(
  document: PDFKit.PDFDocument,
  whole: PDFKit.PDFStructureElement,
  { heading, paragraphs, rows }: DecisionLetterSection,
): void {
  const add = (tag: 'H2' | 'P', print: () => void) => whole.add(document.struct(tag, {}, print));
  add('H2', () => {
    // A heading does not stand alone at the foot of a page.
    if (document.y > document.page.height - margin - 60) document.addPage();
    document.moveDown(0.9).font(fonts.bold).fontSize(12).text(plain(heading), margin, document.y);
  });
  for (const paragraph of paragraphs) {
    add('P', () => {
      document.font(fonts.regular).fontSize(10.5).moveDown(0.35);
      document.text(plain(paragraph), margin, document.y, { width: textWidth, lineGap: 2 });
    });
  }
  if (rows.length > 0) whole.add(tableOf(document, rows));
}

/** Two columns, what and how much; each row is one row for a screen reader too. */
function tableOf(
  document: PDFKit.PDFDocument,
  rows: DecisionLetterSection['rows'],
): PDFKit.PDFStructureElement {
  const table = document.struct('Table');
  for (const [label, amount] of rows) {
    const row = document.struct('TR');
    table.add(row);
    let top = 0;
    row.add(
      document.struct('TD', {}, () => {
        document.font(fonts.regular).fontSize(10.5).moveDown(0.35);
        const labelWidth = textWidth - amountWidth;
        const height = document.heightOfString(plain(label), { width: labelWidth });
        if (document.y + height > document.page.height - margin) document.addPage();
        top = document.y;
        document.text(plain(label), margin, top, { width: labelWidth });
      }),
    );
    row.add(
      document.struct('TD', {}, () => {
        const after = document.y;
        document.text(plain(amount), margin + textWidth - amountWidth, top, {
          width: amountWidth,
          align: 'right',
        });
        document.x = margin;
        document.y = Math.max(after, document.y);
      }),
    );
    row.end();
  }
  table.end();
  return table;
}

/** "Sida 1 (2)", which a screen reader passes over: it is no part of the text. */
function numberPages(document: PDFKit.PDFDocument): void {
  const { count } = document.bufferedPageRange();
  for (let index = 0; index < count; index += 1) {
    document.switchToPage(index);
    // Below the margin a text would begin a page of its own.
    document.page.margins.bottom = 0;
    document.markContent('Artifact', { type: 'Pagination' });
    document.font(fonts.regular).fontSize(8.5);
    document.text(`Sida ${index + 1} (${count})`, margin, document.page.height - 46, {
      width: textWidth,
      align: 'right',
      lineBreak: false,
    });
    document.endMarkedContent();
  }
}

/** Controls have no glyph and no meaning in a letter. */
function plain(text: string): string {
  return text.normalize('NFC').replaceAll(/[\p{Cc}\p{Cf}]+/gu, ' ');
}
