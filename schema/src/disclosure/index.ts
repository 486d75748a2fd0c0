export * from './disclosure-input.js';
