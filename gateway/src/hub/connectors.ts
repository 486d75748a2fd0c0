import { csvConnector } from '@kommunhub/adapter-csv';
import { excelConnector } from '@kommunhub/adapter-excel';

/** Every way to reach a source, by the `kind` that adapter.yaml names. */
export const connectors = { csv: csvConnector, excel: excelConnector };
