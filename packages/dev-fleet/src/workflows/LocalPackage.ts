/** A package of this repository that workflows may run. @public */
export interface LocalPackage {
  name: string;
  version: string;
  /** Its program, for Node. */
  script: string;
}
