import { KubeObject } from '../../apiserver/KubeObject';
import { conditionOf, healthOf } from '../cluster/healthOf';
import { joinPath } from '../kustomize/FileTree';
import { textOf } from '../manifests/lenient';
import { Manifest } from '../manifests/Manifest';
import { ManifestError } from '../manifests/ManifestError';
import { applyAll, subjectOf } from './applyAll';
import { buildPath, Built } from './buildPath';
import { Artifact, FluxContext } from './FluxContext';
import {
  InventoryEntry,
  inventoryIn,
  inventoryOf,
  pruneEntries,
} from './inventory';
import { secondsOf } from './seconds';

/** How a reconciliation ended. @internal */
export interface Outcome {
  /** `progressing`: applied, but not all is ready yet. */
  result: 'applied' | 'progressing' | 'waiting' | 'failed';
  reason: string;
  message: string;
  /** What was tried; absent where it did not come so far. */
  attempted?: string;
  /** Absent where nothing could be built. */
  digest?: string;
  /** Absent where applying failed. */
  inventory?: InventoryEntry[];
}

const GROUP = 'kustomize.toolkit.fluxcd.io';
const MANAGER = 'kustomize-controller';

/**
 * Builds, applies, prunes and (with `wait`) checks the health of what a
 * Kustomization names, at one revision.
 *
 * @internal
 */
export function applyKustomization(
  context: FluxContext,
  object: KubeObject,
  options: { artifact: Artifact; now: Date },
): Outcome {
  const { artifact, now } = options;
  const { cluster } = context;
  const built = build(object, artifact);
  if ('result' in built) return built;
  const attempted = artifact.revision;
  const { digest } = built;
  const manifests = built.manifests.map(each => withOwner(each, object));
  const applied = applyAll(cluster, { manifests, manager: MANAGER, now });
  if (!applied.ok) {
    const { reason: message } = applied;
    const reason = 'ReconciliationFailed';
    return { result: 'failed', reason, message, attempted, digest };
  }
  const inventory = inventoryOf(applied.objects);
  if (object.spec?.prune) {
    const kept = new Set(inventory.map(({ id }) => id));
    const stale = inventoryIn(object).filter(({ id }) => !kept.has(id));
    pruneEntries(cluster, stale);
  }
  const done = { attempted, digest, inventory };
  const unready = object.spec?.wait ? applied.objects.filter(isUnready) : [];
  if (unready.length > 0) return waitFor(object, { unready, done, now });
  return {
    result: 'applied',
    reason: 'ReconciliationSucceeded',
    message: `Applied revision: ${attempted}`,
    ...done,
  };
}

function build(object: KubeObject, artifact: Artifact): Built | Outcome {
  const { spec = {} } = object;
  const path = textOf(spec.path) ?? '.';
  const { tree, revision: attempted } = artifact;
  const folder = joinPath('.', path.replace(/^\/+/, ''));
  const hasFolder = [...tree.files.keys()].some(
    file => folder === '.' || file.startsWith(`${folder}/`),
  );
  if (folder === undefined || !hasFolder) {
    return {
      result: 'failed',
      reason: 'ArtifactFailed',
      message: `kustomization path not found: stat /tmp/kustomization/${
        folder ?? path
      }: no such file or directory`,
    };
  }
  try {
    return buildPath(tree.files, { folder, spec });
  } catch (error) {
    if (!(error instanceof ManifestError)) throw error;
    const message = `kustomize build failed: ${error.message}`;
    return { result: 'failed', reason: 'BuildFailed', message, attempted };
  }
}

function withOwner(manifest: Manifest, { metadata }: KubeObject): Manifest {
  const labels = {
    ...manifest.metadata.labels,
    [`${GROUP}/name`]: metadata.name,
    [`${GROUP}/namespace`]: metadata.namespace ?? '',
  };
  return { ...manifest, metadata: { ...manifest.metadata, labels } };
}

function isUnready(object: KubeObject): boolean {
  return ['Progressing', 'Degraded'].includes(healthOf(object) ?? '');
}

function waitFor(
  object: KubeObject,
  options: {
    unready: KubeObject[];
    done: Pick<Outcome, 'attempted' | 'digest' | 'inventory'>;
    now: Date;
  },
): Outcome {
  const { unready, done, now } = options;
  const { spec = {}, status = {} } = object;
  const timeout = textOf(spec.timeout) ?? textOf(spec.interval) ?? '10m';
  // The condition tells since when this very revision is waited for.
  const waiting = conditionOf(object, 'Reconciling');
  const isWaiting =
    waiting?.reason === 'Progressing' &&
    status.lastAttemptedRevision === done.attempted;
  const waitedMs = isWaiting
    ? now.getTime() - Date.parse(String(waiting.lastTransitionTime))
    : 0;
  if (waitedMs >= secondsOf(timeout, 600) * 1000) {
    const names = unready
      .map(each => `${subjectOf(each)} status: 'InProgress'`)
      .join(', ');
    return {
      result: 'failed',
      reason: 'HealthCheckFailed',
      message: `health check failed after ${timeout}: timeout waiting for: [${names}]`,
      ...done,
    };
  }
  return {
    result: 'progressing',
    reason: 'Progressing',
    message: `Running health checks for revision ${done.attempted} with a timeout of ${timeout}`,
    ...done,
  };
}
