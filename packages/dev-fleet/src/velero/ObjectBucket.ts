import { KubeObject } from '../apiserver/KubeObject';

/** What a backup leaves in a bucket, as far as other clusters see it. @public */
export interface StoredBackup {
  backup: KubeObject;
  /** Its PodVolumeBackups; DataUploads stay in the cluster that made them. */
  copies: KubeObject[];
}

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
  readonly #backups = new Map<string, StoredBackup>();
  #revision = 0;

  private constructor(name: string) {
    this.name = name;
  }

  static create(name: string): ObjectBucket {
    return new ObjectBucket(name);
  }

  /** Rises whenever something is put or deleted. */
  get revision(): number {
    return this.#revision;
  }

  has(prefix: string, name: string): boolean {
    return this.#backups.has(`${prefix}/${name}`);
  }

  put(prefix: string, stored: StoredBackup): void {
    this.#revision += 1;
    this.#backups.set(`${prefix}/${stored.backup.metadata.name}`, stored);
  }

  delete(prefix: string, name: string): void {
    this.#revision += 1;
    this.#backups.delete(`${prefix}/${name}`);
  }

  /** The backups below one prefix. */
  list(prefix: string): StoredBackup[] {
    return [...this.#backups]
      .filter(([key]) => key.startsWith(`${prefix}/`))
      .map(([, backup]) => backup);
  }
}
