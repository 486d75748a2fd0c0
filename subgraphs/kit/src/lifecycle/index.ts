export { PersonTrail } from './person-trail.js';
