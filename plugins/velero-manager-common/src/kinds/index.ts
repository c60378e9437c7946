export { kindDefinitionList, kindDefinitions } from './kindDefinitions';
export type { AnyKindDefinition } from './kindDefinitions';
export { parseGoDuration } from './parseGoDuration';
export * from './types';
