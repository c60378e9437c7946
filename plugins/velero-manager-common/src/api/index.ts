export * from './changes';
export * from './entityReport';
export * from './environments';
export * from './fleet';
export * from './history';
export * from './queries';
export * from './remedy';
export * from './signal';
export {
  contactSchema,
  protectionSchema,
  runSchema,
  syncSchema,
} from './verdictSchemas';
export type {
  ApiContact,
  ApiProtection,
  ApiRun,
  ApiSync,
} from './verdictSchemas';
