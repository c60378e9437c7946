/** How old the newest good copy may be, and who says so. @public */
export interface Objective {
  rpoSeconds: number;
  source: 'entity' | 'environment' | 'derived';
}
