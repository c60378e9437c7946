export { createSubjectAssessor } from './createSubjectAssessor';
export { startAssessing } from './startAssessing';
