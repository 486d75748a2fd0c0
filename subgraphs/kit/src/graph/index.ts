export { County, countyOfKommun } from './county.js';
export { type ReferenceKommun, referenceKommun } from './reference-kommun.js';
export { requireAccess } from './require-access.js';
export { type SelectionInfo, selectedFields } from './selected-fields.js';
export { termEnum } from './term-enum.js';
