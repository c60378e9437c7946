export { coreKinds } from './coreKinds';
export { dataKinds } from './dataKinds';
export { defaultKinds, kindsOfGroups } from './defaultKinds';
export { gitopsKinds } from './gitopsKinds';
export { veleroKinds } from './veleroKinds';
