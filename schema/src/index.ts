export * from './access/index.js';
export * from './delegation/index.js';
export * from './errors/index.js';
export * from './ports/index.js';
export * from './records/index.js';
export * from './reference/index.js';
export * from './scalars/index.js';
export * from './terms/index.js';
