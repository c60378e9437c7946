export { Fleet } from './Fleet';
export { portalConfig } from './portalConfig';
