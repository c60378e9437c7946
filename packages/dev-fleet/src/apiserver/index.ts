export * from './kinds';
export { ApiServer } from './ApiServer';
export type { ApiServerOptions } from './ApiServer';
export { ControlServer } from './ControlServer';
export type { ControlServerOptions, ControlledCluster } from './ControlServer';
export { KindRegistry } from './KindRegistry';
export { MemoryObjectStore } from './MemoryObjectStore';
export type { MemoryObjectStoreOptions } from './MemoryObjectStore';
export type {
  DeleteOptions,
  DeleteResult,
  ListSelection,
  ObjectStore,
  WriteOptions,
} from './ObjectStore';
export { StatusError } from './StatusError';
export type { Status, StatusDetails } from './StatusError';
export { Faults } from './Faults';
export type { Fault, FaultScope } from './Fault';
export { createAuthority } from './certificates';
export type { CertificateAuthority, ServerCertificate } from './certificates';
export { groupResourceOf } from './ApiKind';
export type {
  ApiKind,
  ApiKindDefinition,
  PrinterColumn,
  StructuralSchema,
} from './ApiKind';
export type { ApiSettings } from './ApiRequest';
export type { PolicyRule, TokenGrant } from './access';
export type { StoreEvent } from './EventLog';
export type {
  FieldsTree,
  KubeObject,
  ManagedFieldsEntry,
  ObjectInput,
  ObjectKey,
  ObjectMeta,
} from './KubeObject';
export type { Verb } from './parseTarget';
export type { WrittenPart } from './prepareObject';
