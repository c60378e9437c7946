export type { Exemption } from './Exemption';
export { EXEMPTIONS_PATH, parseExemptions } from './parseExemptions';
export type { ReadExemptions } from './parseExemptions';
