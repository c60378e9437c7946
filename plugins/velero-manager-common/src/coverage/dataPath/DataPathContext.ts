import {
  BackupScope,
  NodeAgentFact,
  PersistentVolumeClaimFact,
  PersistentVolumeFact,
  PodFact,
} from '../../facts';
import { quoteName } from '../../words';
import { DataPathName } from '../DataPath';
import { DataPathRule } from '../dataPathRules';
import type { DataPathQuestion } from '../dataPathOf';
import { matchVolumePolicy, PolicyAction } from './matchVolumePolicy';
import { ScopeReading } from './ScopeReading';

const SERVER_SWITCHES = {
  snapshotMoveData: 'defaultSnapshotMoveData',
  defaultVolumesToFsBackup: 'defaultVolumesToFsBackup',
} as const;

/** What a step of `dataPathOf` decided. @internal */
export interface PathFinding {
  path: DataPathName;
  rule: DataPathRule;
  message: string;
  /** The driver and the class that a snapshot is taken with. */
  snapshot?: {
    driver: string | null;
    snapshotClass: { parameters: Record<string, string> } | null;
  };
}

/**
 * All that the steps of `dataPathOf` look at. Each step that needs something
 * which is not known says what it takes for granted: {@link assume}.
 *
 * @internal
 */
export class DataPathContext {
  readonly scope: BackupScope;
  readonly claim: PersistentVolumeClaimFact;
  /** Pods that use the claim, or `null` when they are not known. */
  readonly pods: readonly PodFact[] | null;
  /** The volume of the claim: `null` if there is none, `undefined` if not known. */
  readonly volume: PersistentVolumeFact | null | undefined;
  readonly #assumptions = new Set<string>();

  constructor(
    readonly question: DataPathQuestion,
    readonly reading: ScopeReading,
  ) {
    const { claim, plan, storage } = question;
    this.scope = plan.scope;
    this.claim = claim;
    this.pods =
      storage.podsByClaim &&
      (storage.podsByClaim.get(`${claim.namespace}/${claim.name}`) ?? []);
    this.volume = volumeOf(question);
  }

  /** The sentences of all that was assumed, in the order in which it came up. */
  get assumptions(): readonly string[] {
    return [...this.#assumptions];
  }

  /** Takes something for granted: `that …`. */
  assume(sentence: string): void {
    this.#assumptions.add(sentence);
  }

  /** The action of the volume policy that fits, or `null`. */
  findPolicyAction(): PolicyAction | null {
    const { scope, claim, volume } = this;
    const { policy } = this.reading;
    if (scope.resourcePolicy === null) return null;
    const name = quoteName(scope.resourcePolicy);
    if (!policy) {
      this.assume(`that resource policy ${name} does not speak of it`);
      return null;
    }
    const action = matchVolumePolicy(policy, claim, volume);
    if (action === undefined) {
      this.assume(`that resource policy ${name} does not fit its volume`);
    }
    return action ?? null;
  }

  /** A switch of the backup; the server's own where the backup does not say. */
  readSwitch(name: keyof typeof SERVER_SWITCHES): boolean {
    const said = this.scope[name] ?? this.reading.server?.[SERVER_SWITCHES[name]];
    if (said === undefined) {
      this.assume(
        `that the Velero server leaves ${name} at its default, false`,
      );
    }
    return said ?? false;
  }

  /** The state of the node agent: `null` when it is not known. */
  findNodeAgent(): 'ready' | 'not_ready' | 'absent' | null {
    const { plan, storage } = this.question;
    const agents = storage.nodeAgents && nodeAgentsOf(storage, plan.namespace);
    if (!agents) {
      this.assume("that Velero's node agent runs");
      return null;
    }
    const ready = agents.reduce((sum, agent) => sum + agent.ready, 0);
    if (ready === 0) return agents.length === 0 ? 'absent' : 'not_ready';
    if (agents.some(isPatchy)) {
      this.assume("that Velero's node agent runs on the node of the volume");
    }
    return 'ready';
  }
}

function nodeAgentsOf(
  storage: DataPathQuestion['storage'],
  namespace: string,
): readonly NodeAgentFact[] | null {
  return storage.nodeAgents && (storage.nodeAgents.get(namespace) ?? []);
}

/** Whether it is missing on some nodes, where volumes are then not copied. */
function isPatchy({ ready, desired, hasNodeSelector }: NodeAgentFact): boolean {
  return hasNodeSelector || ready < desired;
}

function volumeOf({
  claim,
  storage,
}: DataPathQuestion): PersistentVolumeFact | null | undefined {
  if (claim.phase !== 'Bound' || !claim.volumeName) return null;
  if (!storage.volumes) return undefined;
  return storage.volumes.get(claim.volumeName) ?? null;
}
