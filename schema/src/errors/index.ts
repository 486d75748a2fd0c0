export { type ErrorAudience, type ErrorCode, errorCodes } from './error-codes.js';
export {
  BadInputError,
  ConfigError,
  type Fault,
  ForbiddenError,
  HubError,
  NotFoundError,
  SourceRefusedError,
  SourceUnavailableError,
} from './hub-error.js';
export { printErrorTable } from './print-error-table.js';
