import { PersistentVolumeClaimFact, PodFact } from '../../facts';
import type { DataPathQuestion } from '../dataPathOf';
import { isAtLeast } from '../parseVeleroVersion';
import { isExcludedByLabel, selectsLabels } from '../selectsLabels';
import type { DataPathContext } from './DataPathContext';

/** A pod or a claim on the way from what a selector takes. */
type Item =
  | { kind: 'pod'; fact: PodFact }
  | { kind: 'claim'; fact: PersistentVolumeClaimFact };

/**
 * Which pods and claims a backup takes: by kinds, the exclude label and the
 * label selector, which items pulled in by others bypass.
 *
 * @remarks
 * A pod pulls in the claims it uses; since 1.15 a bound claim pulls in the
 * running pods that use it (velero pkg/backup/actions/pod_action.go,
 * pkg/itemblock/actions/pvc_action.go). What is pulled in must itself be of a
 * kind that is taken and free of the exclude label, and not be being deleted
 * (pkg/backup/item_backupper.go `itemInclusionChecks`).
 *
 * @internal
 */
export class Selection {
  readonly #question: DataPathQuestion;

  constructor(readonly context: DataPathContext) {
    this.#question = context.question;
  }

  /** Whether the selector or a pulling item leads to the claim asked about. */
  takesClaim(): boolean {
    const { claim } = this.context;
    return this.#isReached({ kind: 'claim', fact: claim });
  }

  takesPod(fact: PodFact): boolean {
    return this.#isReached({ kind: 'pod', fact });
  }

  /** Goes against the direction of pulling until it finds what is selected. */
  #isReached(start: Item): boolean {
    const queue = [start];
    const seen = new Set<string>();
    for (let item = queue.pop(); item; item = queue.pop()) {
      const { kind, fact } = item;
      const key = `${kind}/${fact.name}`;
      if (seen.has(key) || !this.#mayBeTaken(item)) continue;
      seen.add(key);
      if (selectsLabels(this.context.scope, fact.labels).covered) return true;
      queue.push(...this.#pullersOf(item));
    }
    return false;
  }

  #mayBeTaken({ kind, fact }: Item): boolean {
    const { reading } = this.context;
    return (
      (kind === 'pod' ? reading.takesPods : reading.takesClaims) &&
      !isExcludedByLabel(fact.labels) &&
      fact.deletedAt === null
    );
  }

  #pullersOf({ kind, fact }: Item): Item[] {
    const { claims, podsByClaim } = this.#question.storage;
    const placeOf = (name: string) => `${fact.namespace}/${name}`;
    if (kind === 'claim') {
      const pods = podsByClaim?.get(placeOf(fact.name)) ?? [];
      return pods.map(pod => ({ kind: 'pod', fact: pod }));
    }
    const version = this.context.reading.server?.version ?? null;
    if (!isRunning(fact) || !isAtLeast(version, 1, 15)) return [];
    return fact.volumes
      .map(({ claim }) =>
        claim === this.context.claim.name
          ? this.context.claim
          : claims?.get(placeOf(claim)),
      )
      .filter((claim): claim is PersistentVolumeClaimFact =>
        Boolean(claim && claim.phase === 'Bound' && claim.volumeName),
      )
      .map(claim => ({ kind: 'claim', fact: claim }));
  }
}

/** As Velero sees it (velero pkg/util/kube/pod.go `IsPodRunning`). @internal */
export function isRunning({ phase, node, deletedAt }: PodFact): boolean {
  return phase === 'Running' && node !== null && deletedAt === null;
}
