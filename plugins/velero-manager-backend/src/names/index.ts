export { matchesPattern, patternsOverlap } from './namePattern';
