export { csvConnector } from './csv-connector.js';
export { type CsvOrigin, type CsvSettings, csvOrigin, csvSettings, encodings } from './csv-settings.js';
