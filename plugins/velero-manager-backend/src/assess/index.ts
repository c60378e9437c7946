export { createSubjectAssessor } from './createSubjectAssessor';
export type { LoadSubjects } from './DueWorker';
export { startAssessing } from './startAssessing';
