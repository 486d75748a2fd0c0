export {
  type CellKind,
  type ClaimColumn,
  type ClaimTable,
  claimColumns,
  claimCsvHeader,
  claimSheets,
  claimTableNames,
  keysOf,
} from './claim-columns.js';
export { claimsOfForm, type FormClaim, type FormOptions } from './claims-of-form.js';
export { describePlace, type FilePlace, type FormFaultCode, formFault, formFaults } from './file-faults.js';
export { type FormRow, type FormRows, rowsOfCsv, rowsOfSheets, type TextLine } from './form-rows.js';
