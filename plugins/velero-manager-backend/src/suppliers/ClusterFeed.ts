import type { ClusterReading } from '../clusters';

/**
 * Something that tells which clusters there are, and is asked again and again.
 * A call that fails keeps what the last one said that did not.
 *
 * @internal
 */
export interface ClusterFeed {
  /** Names it in the registry and in messages. */
  readonly source: string;
  read(): Promise<ClusterReading>;
}
