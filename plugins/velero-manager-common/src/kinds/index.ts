export type { Belonging, FactBelonging } from './belongings';
export { belongingOf, belongings, sourceKey, storeKeyOf } from './belongings';
export { kindDefinitionList, kindDefinitions } from './kindDefinitions';
export type { AnyKindDefinition } from './kindDefinitions';
export { parseGoDuration } from './parseGoDuration';
export { readerRules } from './readerRules';
export type { ReaderRule } from './readerRules';
export * from './types';
