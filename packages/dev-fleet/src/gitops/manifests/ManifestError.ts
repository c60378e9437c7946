/** Files from which no manifests can be made: an expected outcome. @internal */
export class ManifestError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ManifestError';
  }
}
