import { ObjectInput } from '../../apiserver/KubeObject';

/** An object as a file declares it. @internal */
export interface Manifest extends ObjectInput {
  apiVersion: string;
  kind: string;
  metadata: {
    name: string;
    namespace?: string;
    labels?: Record<string, string>;
    annotations?: Record<string, string>;
  };
}

/** The group of an apiVersion; empty for the core group. @internal */
export function groupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf('/');
  return slash < 0 ? '' : apiVersion.slice(0, slash);
}

/** The version in an apiVersion. @internal */
export function versionOf(apiVersion: string): string {
  return apiVersion.slice(apiVersion.indexOf('/') + 1);
}

/**
 * Names an object as Kustomize does: `Schedule.v1.velero.io/daily.velero`.
 *
 * @internal
 */
export function kustomizeId(manifest: Manifest): string {
  const { apiVersion, kind, metadata } = manifest;
  const group = groupOf(apiVersion);
  const gvk = [kind, versionOf(apiVersion), ...(group ? [group] : [])];
  return `${gvk.join('.')}/${metadata.name}.${metadata.namespace ?? '[noNs]'}`;
}
