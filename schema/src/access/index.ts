export {
  type Caller,
  type Grant,
  type Ground,
  type KeyScope,
  type Purpose,
  purposes,
  type Role,
  type RowScope,
  roles,
  rowScopes,
  type Sample,
  type UppdragTask,
  uppdragTasks,
} from './caller.js';
export {
  type FieldClass,
  isOfOwningGroup,
  isWithheldFromRole,
  type Reader,
  withheldFields,
} from './field-rules.js';
export { keyDelivers, keyReachesTable } from './key-scope.js';
export { fieldClasses, openTypes } from './person-level-fields.js';
export { mayAccess, policyVersion, purposesOf, type Reach, rightOf, type Verdict } from './policy.js';
export { printPolicy } from './print-policy.js';
export { type Resource, resources } from './resource.js';
export { ownNamndScope, uppdragScope } from './row-scope.js';
export { rightsOfTerms, searchRules } from './search-rules.js';
