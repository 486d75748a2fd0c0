export { printConformance } from './conformance.js';
export { createODataDoor } from './odata-door.js';
export { servicePath } from './odata-request.js';
