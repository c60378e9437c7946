import { VolumeRestoreFact } from '../facts';
import { noIndex } from './noIndex';
import { FactIndex } from './types';

/**
 * The index of the restore of a volume: the namespace it went into finds it.
 *
 * @internal
 */
export function indexVolumeRestore(fact: VolumeRestoreFact): FactIndex {
  return {
    ...noIndex(),
    owner: fact.targetNamespace ?? '',
    occurredAt: fact.startedAt ?? fact.createdAt,
    outcome: fact.phase,
  };
}
