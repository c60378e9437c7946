export { LeaseKeeper } from './LeaseKeeper';
export type { LeaseKeeperOptions } from './LeaseKeeper';
