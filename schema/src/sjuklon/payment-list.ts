import type { CalendarDate, Decimal } from '../scalars/index.js';

/** One attested decision to pay. Holds no name or number of the person with assistance. */
export interface SjuklonPayment {
  readonly kommunCode: string;
  /** Number of the claim: what the receiver knows the payment by. */
  readonly claimNumber: string;
  readonly receiver: string;
  readonly organisationNumber: string | null;
  readonly bankgiro: string | null;
  readonly amount: Decimal;
  readonly invoiceNumber: string | null;
  readonly decidedOn: CalendarDate;
  readonly attestedOn: CalendarDate;
}

/** The columns of the payment list, in order, each with what it holds. */
export const paymentListColumns: readonly {
  readonly name: string;
  readonly meaning: string;
  readonly cell: (payment: SjuklonPayment) => string;
}[] = [
  { name: 'kommun', meaning: 'Kommunkod för den som betalar', cell: ({ kommunCode }) => kommunCode },
  { name: 'arende', meaning: 'Ärendets nummer', cell: ({ claimNumber }) => claimNumber },
  { name: 'mottagare', meaning: 'Namn på den som får betalningen', cell: ({ receiver }) => receiver },
  {
    name: 'organisationsnummer',
    meaning: 'Mottagarens organisationsnummer, NNNNNN-NNNN; kan vara tomt',
    cell: ({ organisationNumber }) => organisationNumber ?? '',
  },
  {
    name: 'bankgiro',
    meaning: 'Mottagarens bankgiro; kan vara tomt',
    cell: ({ bankgiro }) => bankgiro ?? '',
  },
  {
    name: 'belopp',
    meaning: 'Kronor med decimalkomma och två decimaler',
    cell: ({ amount }) => decimalComma(amount),
  },
  {
    name: 'faktura',
    meaning: 'Mottagarens fakturanummer; kan vara tomt',
    cell: ({ invoiceNumber }) => invoiceNumber ?? '',
  },
  { name: 'beslutsdatum', meaning: 'ÅÅÅÅ-MM-DD', cell: ({ decidedOn }) => decidedOn },
  { name: 'attestdatum', meaning: 'ÅÅÅÅ-MM-DD', cell: ({ attestedOn }) => attestedOn },
];

/**
 * The payment list as CSV: semicolons, UTF-8, CRLF, a header row. A text that a
 * spreadsheet would run as a formula gets an apostrophe before it.
 */
export function printPaymentList(payments: readonly SjuklonPayment[]): string {
  const header = paymentListColumns.map(({ name }) => name);
  const rows = payments.map((payment) =>
    paymentListColumns.map(({ cell }) => quoted(harmless(cell(payment)))),
  );
  return [header, ...rows].map((cells) => `${cells.join(';')}\r\n`).join('');
}

function decimalComma(amount: Decimal): string {
  const [integer = '', fraction = ''] = amount.split('.');
  return `${integer},${fraction.padEnd(2, '0')}`;
}

function harmless(text: string): string {
  return /^[=+\-@\t\r]/u.test(text) ? `'${text}` : text;
}

function quoted(text: string): string {
  return /[;"\r\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
