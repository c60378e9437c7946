export * from './contact';
export * from './entityFacts';
export * from './gitops';
export * from './namespace';
export * from './velero';
