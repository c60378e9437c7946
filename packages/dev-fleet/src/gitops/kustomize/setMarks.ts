import { isRecord } from '../../apiserver/KubeObject';
import { Manifest } from '../manifests/Manifest';
import { LabelRule } from './Kustomization';

/** Where the pods of a kind are described. */
const TEMPLATES: Record<string, string[][]> = {
  Deployment: [['spec', 'template', 'metadata']],
  ReplicaSet: [['spec', 'template', 'metadata']],
  ReplicationController: [['spec', 'template', 'metadata']],
  DaemonSet: [['spec', 'template', 'metadata']],
  StatefulSet: [['spec', 'template', 'metadata']],
  Job: [['spec', 'template', 'metadata']],
  CronJob: [
    ['spec', 'jobTemplate', 'metadata'],
    ['spec', 'jobTemplate', 'spec', 'template', 'metadata'],
  ],
};

/** Where a kind selects others by their labels. */
const SELECTORS: Record<string, string[]> = {
  Service: ['spec', 'selector'],
  ReplicationController: ['spec', 'selector'],
  Deployment: ['spec', 'selector', 'matchLabels'],
  ReplicaSet: ['spec', 'selector', 'matchLabels'],
  DaemonSet: ['spec', 'selector', 'matchLabels'],
  StatefulSet: ['spec', 'selector', 'matchLabels'],
};

/** Adds labels as one entry of `labels:` asks. @internal */
export function setLabels(manifest: Manifest, rule: LabelRule): Manifest {
  const { includeSelectors, includeTemplates, pairs } = rule;
  const templates = TEMPLATES[manifest.kind] ?? [];
  const selector = SELECTORS[manifest.kind];
  const places = [
    ['metadata', 'labels'],
    ...(includeTemplates ? templates.map(path => [...path, 'labels']) : []),
    ...(includeSelectors && selector ? [selector] : []),
  ];
  return addEverywhere(manifest, places, pairs);
}

/** Adds annotations to an object and to the pods it describes. @internal */
export function setAnnotations(
  manifest: Manifest,
  annotations: Record<string, string>,
): Manifest {
  const templates = TEMPLATES[manifest.kind] ?? [];
  const places = [['metadata'], ...templates];
  return addEverywhere(
    manifest,
    places.map(path => [...path, 'annotations']),
    annotations,
  );
}

function addEverywhere(
  manifest: Manifest,
  places: string[][],
  pairs: Record<string, string>,
): Manifest {
  if (Object.keys(pairs).length === 0) return manifest;
  const result = structuredClone(manifest);
  for (const path of places) {
    let at: Record<string, unknown> = result;
    for (const field of path) {
      const inner = at[field];
      const next = isRecord(inner) ? inner : {};
      at[field] = next;
      at = next;
    }
    Object.assign(at, pairs);
  }
  return result;
}
