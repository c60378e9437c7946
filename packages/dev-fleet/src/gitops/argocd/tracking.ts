import { KubeObject } from '../../apiserver/KubeObject';
import { groupOf, Manifest } from '../manifests/Manifest';

const TRACKING_ID = 'argocd.argoproj.io/tracking-id';

/** The namespace whose Applications are known by their bare names. */
const CONTROL_NAMESPACE = 'argocd';

/** How tracking ids call an Application. @internal */
export function instanceName(application: {
  name: string;
  namespace: string;
}): string {
  const { name, namespace } = application;
  return namespace === CONTROL_NAMESPACE ? name : `${namespace}_${name}`;
}

/** Marks an object as one of an Application's. @internal */
export function withTracking(manifest: Manifest, instance: string): Manifest {
  const { metadata } = manifest;
  const annotations = {
    ...metadata.annotations,
    [TRACKING_ID]: `${instance}:${carrierOf(manifest)}`,
  };
  return { ...manifest, metadata: { ...metadata, annotations } };
}

/**
 * The Application that an object belongs to. An id that was copied from another
 * object (Velero copies a Schedule's annotations to its Backups) does not name
 * its carrier and counts for nothing.
 *
 * @internal
 */
export function trackedBy(object: KubeObject): string | undefined {
  const id = object.metadata.annotations?.[TRACKING_ID];
  const colon = id?.indexOf(':') ?? -1;
  if (id === undefined || colon < 0) return undefined;
  return id.slice(colon + 1) === carrierOf(object)
    ? id.slice(0, colon)
    : undefined;
}

function carrierOf({ apiVersion, kind, metadata }: Manifest): string {
  return `${groupOf(apiVersion)}/${kind}:${metadata.namespace ?? ''}/${
    metadata.name
  }`;
}
