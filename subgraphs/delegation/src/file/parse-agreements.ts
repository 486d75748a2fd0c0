import { type AgreementRecord, decisionKindCodes } from '@kommunhub/schema';
import { CellReader } from './cell-reader.js';
import { readCsvTable } from './csv-table.js';
import { type FileFault, inOrderOfFile } from './file-fault.js';
import { readKommunCode } from './kommun-code.js';

/** The columns of the fixed format, in the order of the header. */
export const agreementColumns = [
  'avtal',
  'hem_kommun',
  'utforande_kommun',
  'arendetyper',
  'giltig_fran',
  'giltig_till',
  'anmarkning',
] as const;
type Column = (typeof agreementColumns)[number];

/** Reads agreements from the fixed CSV format; `agreements` is to be used only when there are no faults. */
export function parseAgreements(text: string): {
  readonly agreements: readonly AgreementRecord[];
  readonly faults: readonly FileFault[];
} {
  const table = readCsvTable<Column>(text, { columns: agreementColumns, optional: ['anmarkning'] });
  const faults: FileFault[] = [...table.faults];
  const agreements = table.rows
    .map(({ row, cells }) => readAgreement(new CellReader<Column>(row, cells, faults)))
    .filter((agreement) => agreement !== null);
  return { agreements, faults: inOrderOfFile(faults, agreementColumns) };
}

function readAgreement(reader: CellReader<Column>): AgreementRecord | null {
  const name = reader.requiredText('avtal');
  const homeKommunCode = readKommunCode(reader, 'hem_kommun', 'required');
  const performingKommunCode = readKommunCode(reader, 'utforande_kommun', 'required');
  if (homeKommunCode !== null && homeKommunCode === performingKommunCode) {
    reader.fault('utforande_kommun', 'VALUE_INVALID', 'An agreement needs two different kommuner.');
  }
  const kinds =
    reader.requiredText('arendetyper') === null ? [] : reader.codes('arendetyper', decisionKindCodes);
  const validFrom = reader.requiredDate('giltig_fran');
  const validTo = reader.date('giltig_till');
  if (validFrom !== null && validTo !== null && validTo < validFrom) {
    reader.fault('giltig_till', 'VALUE_INVALID', 'The last day must not lie before giltig_fran.');
  }
  if (name === null || homeKommunCode === null || performingKommunCode === null) return null;
  if (validFrom === null || kinds.length === 0) return null;
  return {
    name,
    homeKommunCode,
    performingKommunCode,
    kinds,
    validFrom,
    validTo,
    note: reader.text('anmarkning'),
  };
}
