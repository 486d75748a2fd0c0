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
export { keyDelivers, keyReachesTable } from './key-scope.js';
export { mayAccess, policyVersion, purposesOf, type Reach, rightOf, type Verdict } from './policy.js';
export { type Resource, resources } from './resource.js';
export { ownNamndScope, uppdragScope } from './row-scope.js';
