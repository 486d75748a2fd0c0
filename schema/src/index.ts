export * from './access/index.js';
export * from './errors/index.js';
export * from './ports/index.js';
export * from './records/index.js';
export * from './terms/index.js';
