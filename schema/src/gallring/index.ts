export {
  birthDayOfNumber,
  type GallringExemption,
  type GallringFacts,
  type GallringTerm,
  gallringExemptions,
  gallringTerm,
  isDueForGallring,
} from './gallring-rule.js';
