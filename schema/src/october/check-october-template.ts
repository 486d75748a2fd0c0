import type { Fault } from '../errors/index.js';
import {
  defaultOctoberTemplate,
  type OctoberField,
  type OctoberTemplate,
  octoberDelimiters,
  octoberEncodings,
  octoberFields,
  octoberNewlines,
  personnummerFormats,
} from './october-template.js';
import { encodeWindows1252 } from './windows-1252.js';

const faultTexts = {
  VALUE_TYPE: 'Uppgiften har fel typ.',
  FIELD_UNKNOWN: 'Här finns en okänd uppgift: ta bort den eller rätta stavningen.',
  CODE_UNKNOWN: 'Värdet är inget av dem som kan väljas.',
  TEXT_LENGTH: 'Texten är tom eller för lång.',
  TEXT_CHARACTERS: 'Texten innehåller avgränsare, citattecken eller radbrytning.',
  TEXT_FORMULA: 'Texten börjar med ett tecken som ett kalkylprogram läser som en formel.',
  TEXT_ENCODING: 'Texten innehåller ett tecken som teckenkodningen inte har.',
  YES_IS_NO: 'Ja och nej skrivs lika: ge dem olika tecken.',
  FILENAME_FORM:
    'Filnamnet får ha bokstäverna a–z, siffror, punkt, bindestreck, understreck, {kommun} och {year}.',
  COLUMN_TWICE: 'Kolumnen står två gånger.',
  COLUMN_MISSING: 'Mallen saknar en kolumn som formuläret har.',
} as const;
export type OctoberTemplateFaultCode = keyof typeof faultTexts;
export type OctoberTemplateFault = Fault & { readonly code: OctoberTemplateFaultCode };

export type CheckedOctoberTemplate =
  | { readonly kind: 'value'; readonly value: OctoberTemplate }
  | { readonly kind: 'rejected'; readonly faults: readonly OctoberTemplateFault[] };

/**
 * Whether something read from a file is a template, with every fault at once
 * when it is not. What is left out stands as in the default template. Values
 * are never repeated.
 */
export function checkOctoberTemplate(input: unknown): CheckedOctoberTemplate {
  const reader = new TemplateReader(input);
  const value = reader.read();
  return reader.faults.length > 0 ? { kind: 'rejected', faults: reader.faults } : { kind: 'value', value };
}

class TemplateReader {
  readonly faults: OctoberTemplateFault[] = [];
  private readonly source: Readonly<Record<string, unknown>>;

  constructor(input: unknown) {
    this.source = isObject(input) ? input : {};
    if (!isObject(input)) this.fault('', 'VALUE_TYPE');
    for (const name of Object.keys(this.source))
      if (!Object.hasOwn(defaultOctoberTemplate, name)) this.fault('', 'FIELD_UNKNOWN');
  }

  read(): OctoberTemplate {
    const template: OctoberTemplate = {
      delimiter: this.oneOf('delimiter', octoberDelimiters),
      encoding: this.oneOf('encoding', octoberEncodings),
      header: this.boolean('header'),
      yes: this.text('yes', 1, 10),
      no: this.text('no', 0, 10),
      personnummerFormat: this.oneOf('personnummerFormat', personnummerFormats),
      newline: this.oneOf('newline', octoberNewlines),
      filename: this.text('filename', 1, 100),
      lineMayEndWithDelimiter: this.boolean('lineMayEndWithDelimiter'),
      columns: this.columns(),
    };
    if (template.yes === template.no) this.fault('no', 'YES_IS_NO');
    if (!/^(?!\.)(?:[\w.-]|\{kommun\}|\{year\})+$/u.test(template.filename))
      this.fault('filename', 'FILENAME_FORM');
    this.cell('yes', template.yes, template);
    this.cell('no', template.no, template);
    for (const [index, { name }] of template.columns.entries())
      this.cell(`columns.${index}.name`, name, template);
    return template;
  }

  private fault(path: string, code: OctoberTemplateFaultCode): void {
    this.faults.push({ path, code, message: faultTexts[code] });
  }

  private raw(name: keyof OctoberTemplate): unknown {
    return Object.hasOwn(this.source, name) ? (this.source[name] ?? undefined) : undefined;
  }

  private oneOf<Name extends 'delimiter' | 'encoding' | 'personnummerFormat' | 'newline'>(
    name: Name,
    allowed: readonly OctoberTemplate[Name][],
  ): OctoberTemplate[Name] {
    const raw = this.raw(name);
    if (raw === undefined) return defaultOctoberTemplate[name];
    const found = allowed.find((one) => one === raw);
    if (found === undefined) this.fault(name, 'CODE_UNKNOWN');
    return found ?? defaultOctoberTemplate[name];
  }

  private boolean(name: 'header' | 'lineMayEndWithDelimiter'): boolean {
    const raw = this.raw(name);
    if (typeof raw === 'boolean') return raw;
    if (raw !== undefined) this.fault(name, 'VALUE_TYPE');
    return defaultOctoberTemplate[name];
  }

  private text(name: 'yes' | 'no' | 'filename', shortest: number, longest: number): string {
    // YAML reads a bare 1 or 0 as a number; it means the text.
    const given = this.raw(name);
    const raw = typeof given === 'number' ? String(given) : given;
    if (raw === undefined) return defaultOctoberTemplate[name];
    if (typeof raw !== 'string') this.fault(name, 'VALUE_TYPE');
    else if (raw.length < shortest || raw.length > longest) this.fault(name, 'TEXT_LENGTH');
    else return raw;
    return defaultOctoberTemplate[name];
  }

  private columns(): OctoberTemplate['columns'] {
    const raw = this.raw('columns');
    if (raw === undefined) return defaultOctoberTemplate.columns;
    if (!Array.isArray(raw)) {
      this.fault('columns', 'VALUE_TYPE');
      return defaultOctoberTemplate.columns;
    }
    const columns = raw.flatMap((item: unknown, index) => this.column(item, `columns.${index}`));
    const fields = columns.map(({ field }) => field);
    if (new Set(fields).size < fields.length) this.fault('columns', 'COLUMN_TWICE');
    // Kommun stands in the file's name too, and some portals know it from who logs in.
    const needed = Object.keys(octoberFields).filter((field) => field !== 'KOMMUN') as OctoberField[];
    if (needed.some((field) => !fields.includes(field))) this.fault('columns', 'COLUMN_MISSING');
    return columns;
  }

  private column(item: unknown, path: string): OctoberTemplate['columns'] {
    if (!isObject(item)) {
      this.fault(path, 'VALUE_TYPE');
      return [];
    }
    if (Object.keys(item).some((name) => name !== 'field' && name !== 'name'))
      this.fault(path, 'FIELD_UNKNOWN');
    const field = (Object.keys(octoberFields) as OctoberField[]).find((known) => known === item.field);
    const name = item.name ?? (field && octoberFields[field]);
    if (field === undefined) this.fault(`${path}.field`, 'CODE_UNKNOWN');
    if (typeof name !== 'string' && field !== undefined) this.fault(`${path}.name`, 'VALUE_TYPE');
    return field === undefined || typeof name !== 'string' ? [] : [{ field, name: name.normalize('NFC') }];
  }

  /** A text that stands as a cell: it needs no quotes, which the portal may not know. */
  private cell(path: string, text: string, { delimiter, encoding }: OctoberTemplate): void {
    if (text.includes(delimiter) || /["\p{Cc}\p{Surrogate}\u2028\u2029]/u.test(text))
      this.fault(path, 'TEXT_CHARACTERS');
    if (/^[=+\-@]/u.test(text)) this.fault(path, 'TEXT_FORMULA');
    if (encoding === 'windows-1252' && encodeWindows1252(text) === null) this.fault(path, 'TEXT_ENCODING');
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
