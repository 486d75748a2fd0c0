export { excelConnector } from './excel-connector.js';
export { type ExcelOrigin, type ExcelSettings, excelOrigin, excelSettings } from './excel-settings.js';
