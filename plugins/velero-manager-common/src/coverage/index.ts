export { coversNamespace, type NamespaceCoverage } from './coversNamespace';
export { matchNamespacePattern } from './matchNamespacePattern';
export { validateVeleroNamespacePattern } from './validateVeleroNamespacePattern';
