import { expect, it } from 'vitest';
import { printPaymentList, type SjuklonPayment } from './index.js';

const aPayment = (some: Partial<SjuklonPayment> = {}): SjuklonPayment => ({
  kommunCode: '2080',
  claimNumber: 'SJ-2026-17',
  receiver: 'Assistans i Dalarna AB',
  organisationNumber: '556036-0793',
  bankgiro: '123-4567',
  amount: '3179.31',
  invoiceNumber: null,
  decidedOn: '2026-04-10',
  attestedOn: '2026-04-11',
  ...some,
});

it('prints one row a payment under a header, with decimal comma', () => {
  expect(printPaymentList([aPayment()])).toBe(
    'kommun;arende;mottagare;organisationsnummer;bankgiro;belopp;faktura;beslutsdatum;attestdatum\r\n' +
      '2080;SJ-2026-17;Assistans i Dalarna AB;556036-0793;123-4567;3179,31;;2026-04-10;2026-04-11\r\n',
  );
});

it('quotes what would break a row and defuses what a spreadsheet would run', () => {
  const rows = printPaymentList([
    aPayment({ receiver: 'Ek; "Assistans"' }),
    aPayment({ receiver: '=HYPERLINK("x")', invoiceNumber: '-1+1' }),
  ]).split('\r\n');
  expect(rows[1]).toContain(';"Ek; ""Assistans""";');
  expect(rows[2]).toContain(`;"'=HYPERLINK(""x"")";`);
  expect(rows[2]).toContain(";'-1+1;");
});
