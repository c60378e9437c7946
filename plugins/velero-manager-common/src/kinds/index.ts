export type { Belonging } from './belongings';
export { belongings, sourceKey, storeKeyOf } from './belongings';
export { kindDefinitionList, kindDefinitions } from './kindDefinitions';
export type { AnyKindDefinition } from './kindDefinitions';
export { parseGoDuration } from './parseGoDuration';
export * from './types';
