export {
  type BookedDecision,
  type BookPlace,
  type BookSelection,
  type DecisionBook,
  noDecisionBook,
} from './decision-book.js';
