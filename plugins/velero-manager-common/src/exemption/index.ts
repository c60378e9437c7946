export type { Exemption } from './Exemption';
