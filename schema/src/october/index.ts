export {
  type CheckedOctoberTemplate,
  checkOctoberTemplate,
  type OctoberTemplateFault,
  type OctoberTemplateFaultCode,
} from './check-october-template.js';
export { type OctoberCheckCode, type OctoberSeverity, octoberChecks } from './october-check-codes.js';
export {
  judgeOctober,
  type OctoberFinding,
  type OctoberJudgement,
  type OctoberUncounted,
} from './october-checks.js';
export {
  columnOf,
  isOctoberInsats,
  type OctoberColumn,
  type OctoberInsats,
  octoberColumns,
  octoberDay,
  octoberDeadline,
  octoberInsatser,
} from './october-form.js';
export { type OctoberExecution, type OctoberInclusion, octoberInclusion } from './october-inclusion.js';
export {
  defaultOctoberSettings,
  type OctoberInterruptions,
  type OctoberSettings,
  octoberInterruptions,
} from './october-settings.js';
export {
  changeFindings,
  compareOctober,
  type OctoberChange,
  type OctoberSummary,
  type OctoberTotal,
  summariseOctober,
} from './october-summary.js';
export {
  defaultOctoberTemplate,
  type OctoberField,
  type OctoberTemplate,
  octoberDelimiters,
  octoberEncodings,
  octoberFields,
  octoberNewlines,
  personnummerFormats,
} from './october-template.js';
export {
  isCounted,
  type OctoberGiven,
  type OctoberPerson,
  type OctoberRowSource,
  type OktoberRad,
  octoberRows,
} from './oktober-rad.js';
export {
  type OctoberFile,
  type OctoberFileFault,
  type OctoberFileRow,
  octoberFilename,
  type PrintedOctoberFile,
  printOctoberFile,
} from './print-october-file.js';
