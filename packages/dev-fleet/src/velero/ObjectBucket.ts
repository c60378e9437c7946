import { KubeObject } from '../apiserver/KubeObject';

/**
 * A bucket of an object store, shared by whoever names it: it holds the
 * backups that were uploaded, and it can be out of reach.
 *
 * @public
 */
export class ObjectBucket {
  readonly name: string;
  /** Why nobody can reach it, or `null` while it works. */
  unavailable: string | null = null;
  readonly #backups = new Map<string, KubeObject>();

  private constructor(name: string) {
    this.name = name;
  }

  static create(name: string): ObjectBucket {
    return new ObjectBucket(name);
  }

  has(prefix: string, name: string): boolean {
    return this.#backups.has(`${prefix}/${name}`);
  }

  put(prefix: string, backup: KubeObject): void {
    this.#backups.set(`${prefix}/${backup.metadata.name}`, backup);
  }

  delete(prefix: string, name: string): void {
    this.#backups.delete(`${prefix}/${name}`);
  }

  /** The backups below one prefix. */
  list(prefix: string): KubeObject[] {
    return [...this.#backups]
      .filter(([key]) => key.startsWith(`${prefix}/`))
      .map(([, backup]) => backup);
  }
}
