export { County, countyOfKommun } from './county.js';
export { DecisionKindType } from './decision-kind-type.js';
export { type ReferenceKommun, referenceDeliverer, referenceKommun } from './reference-kommun.js';
export { kommunType, namndType } from './reference-types.js';
export { requireAccess, requireSearchTerms } from './require-access.js';
export { type SelectionInfo, selectedFields } from './selected-fields.js';
export { termEnum } from './term-enum.js';
