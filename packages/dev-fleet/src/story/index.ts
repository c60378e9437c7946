export { Fleet } from './Fleet';
export { joinedClusters, portalConfig } from './portalConfig';
