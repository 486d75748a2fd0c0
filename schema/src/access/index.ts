export {
  type Caller,
  type Grant,
  type Ground,
  type Purpose,
  purposes,
  type Role,
  roles,
  type UppdragTask,
  uppdragTasks,
} from './caller.js';
export { mayAccess, purposesOf, type Resource, type Verdict } from './policy.js';
