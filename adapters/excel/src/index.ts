export { excelConnector } from './excel-connector.js';
export { type ExcelOrigin, type ExcelSettings, excelOrigin, excelSettings } from './excel-settings.js';
export { readFirstSheet } from './first-sheet.js';
export { type FaultyCell, readTextSheets, type TextRow, type TextSheet } from './text-sheets.js';
export { writeTemplate } from './workbooks/hub-template.js';
export { writeReport } from './workbooks/plain-workbook.js';
export { printWorkbooks } from './workbooks/printed-workbooks.js';
export { caseTemplate, countTemplate, type TemplateText } from './workbooks/template-texts.js';
