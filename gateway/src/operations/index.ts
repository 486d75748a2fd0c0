export { type ListedOperation, listOperations } from './list-operations.js';
export { readOperations, removeOperation, type StoredOperation } from './operation-folder.js';
export { type RegisteredOperation, registerOperations } from './register-operations.js';
export { RegisteredOperations, type RegisteredOptions } from './registered-operations.js';
export {
  compareSchemas,
  type KnownOperation,
  printComparison,
  type SchemaChange,
  type SchemaComparison,
} from './schema-changes.js';
