export { excelConnector } from './excel-connector.js';
export { type ExcelOrigin, type ExcelSettings, excelOrigin, excelSettings } from './excel-settings.js';
export { type FaultyCell, readFirstSheet, type TextRow } from './first-sheet.js';
export { writeTemplate } from './workbooks/hub-template.js';
export { writeReport } from './workbooks/plain-workbook.js';
export { printWorkbooks } from './workbooks/printed-workbooks.js';
export { caseTemplate, countTemplate, type TemplateText } from './workbooks/template-texts.js';
