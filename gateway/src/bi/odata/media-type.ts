import { ODataError } from './odata-error.js';

/** How much an answer says about itself (JSON Format 3.1). */
export type ControlInformation = 'none' | 'minimal' | 'full';

/** The form of an answer. */
export interface MediaType {
  readonly control: ControlInformation;
  /** Whether numbers that JavaScript would round are written as texts. */
  readonly isExact: boolean;
}

interface Range {
  readonly type: string;
  readonly parameters: ReadonlyMap<string, string>;
  readonly quality: number;
}

/** What $format may say in one word. */
const words: Readonly<Record<string, string>> = {
  json: 'application/json',
  xml: 'application/xml',
  atom: 'application/atom+xml',
};

/**
 * The form in JSON that the client wants most; $format goes before Accept (Protocol 11.2.11).
 *
 * @throws ODataError NOT_ACCEPTABLE where it wants none that there is.
 */
export function jsonFor(accept: string | undefined, format: string | undefined): MediaType {
  for (const { type, parameters } of wanted(accept, format)) {
    if (!['application/json', 'application/*', '*/*'].includes(type)) continue;
    const control = parameters.get('odata.metadata') ?? parameters.get('metadata') ?? 'minimal';
    const charset = parameters.get('charset') ?? 'utf-8';
    const isJson = control === 'none' || control === 'minimal' || control === 'full';
    if (isJson && charset === 'utf-8')
      return { control, isExact: parameters.get('ieee754compatible') === 'true' };
  }
  throw notAcceptable('application/json with odata.metadata=none, minimal or full');
}

/** @throws ODataError NOT_ACCEPTABLE where the client takes no XML: in OData 4.0 the model has no other form. */
export function assertTakesXml(accept: string | undefined, format: string | undefined): void {
  const forms = ['application/xml', 'text/xml', 'application/*', 'text/*', '*/*'];
  if (!wanted(accept, format).some(({ type }) => forms.includes(type)))
    throw notAcceptable('application/xml');
}

/**
 * A number and a bare value are text whatever else the client takes (Protocol 11.2.9, 11.2.3.1);
 * one that takes JSON reads both, so clients that always ask for it are answered.
 *
 * @throws ODataError NOT_ACCEPTABLE where the client takes neither.
 */
export function assertTakesText(accept: string | undefined, format: string | undefined): void {
  const forms = ['text/plain', 'text/*', '*/*', 'application/json', 'application/*'];
  if (!wanted(accept, format).some(({ type }) => forms.includes(type))) throw notAcceptable('text/plain');
}

export function printMediaType({ control, isExact }: MediaType): string {
  return `application/json;odata.metadata=${control}${isExact ? ';IEEE754Compatible=true' : ''};charset=utf-8`;
}

/** What the client takes, the best first; what stands first wins where it likes two equally. */
function wanted(accept: string | undefined, format: string | undefined): readonly Range[] {
  const text = format === undefined ? (accept ?? '*/*') : (words[format] ?? format);
  return text
    .split(',')
    .map(rangeOf)
    .filter(({ quality }) => quality > 0)
    .toSorted((one, other) => other.quality - one.quality);
}

function rangeOf(text: string): Range {
  const [type = '', ...rest] = text.split(';').map((part) => part.trim().toLowerCase());
  const pairs = rest.map((part): [string, string] => {
    const [name = '', value = ''] = part.split('=', 2);
    return [name.trim(), value.trim().replace(/^"(.*)"$/, '$1')];
  });
  const parameters = new Map(pairs);
  const quality = Number(parameters.get('q') ?? 1);
  return { type, parameters, quality: Number.isFinite(quality) ? quality : 0 };
}

function notAcceptable(forms: string): ODataError {
  return new ODataError('NOT_ACCEPTABLE', `The answer has the form ${forms}.`, { target: 'Accept' });
}
