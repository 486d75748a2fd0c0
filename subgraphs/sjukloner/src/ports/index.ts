export type { CasePort } from './case-port.js';
export type { MandateAnswer, MandatePort, MandateQuestion } from './mandate-port.js';
export type { SjuklonerServices } from './services.js';
