import { isRecord } from '../../apiserver/KubeObject';
import { Manifest } from '../manifests/Manifest';
import { isClusterScoped } from './scope';

const BINDINGS = ['RoleBinding', 'ClusterRoleBinding'];

/**
 * Puts objects into a namespace as the `namespace` of a kustomization does:
 * a Namespace is renamed, bindings follow the service accounts they name.
 *
 * @internal
 */
export function setNamespace(
  manifests: Manifest[],
  namespace: string,
): Manifest[] {
  const moved = new Set(
    manifests
      .filter(({ kind }) => kind === 'ServiceAccount')
      .map(({ metadata }) => `${metadata.namespace ?? ''}/${metadata.name}`),
  );
  return manifests.map(manifest => {
    const followed = BINDINGS.includes(manifest.kind)
      ? withSubjects(manifest, { namespace, moved })
      : manifest;
    return withNamespace(followed, namespace);
  });
}

function withNamespace(manifest: Manifest, namespace: string): Manifest {
  const { metadata } = manifest;
  if (manifest.kind === 'Namespace') {
    return { ...manifest, metadata: { ...metadata, name: namespace } };
  }
  return isClusterScoped(manifest)
    ? manifest
    : { ...manifest, metadata: { ...metadata, namespace } };
}

/** The account `default` always follows: each namespace has its own. */
function withSubjects(
  manifest: Manifest,
  options: { namespace: string; moved: Set<string> },
): Manifest {
  const { namespace, moved } = options;
  if (!Array.isArray(manifest.subjects)) return manifest;
  const subjects = manifest.subjects.map((subject: unknown) =>
    isRecord(subject) &&
    subject.kind === 'ServiceAccount' &&
    (subject.name === 'default' ||
      moved.has(`${subject.namespace ?? ''}/${subject.name}`))
      ? { ...subject, namespace }
      : subject,
  );
  return { ...manifest, subjects };
}
