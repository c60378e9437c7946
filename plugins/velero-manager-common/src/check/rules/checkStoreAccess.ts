import {
  clusterAppsPath,
  clusterDirectory,
  leafDirectory,
} from '../../snapshot';
import { clusterPlaceOf } from '../../snapshot/layout';
import { isMap } from '../../snapshot/readManifests';
import { quoteValue } from '../../words';
import type { Checked, CheckedRepository } from '../CheckedRepository';
import { Finding, findingAt } from '../Finding';
import type { Rule } from './Rule';

/** The images of the plug-ins that Velero's own providers come with. */
const PLUGINS: Record<string, string> = {
  aws: 'velero-plugin-for-aws',
  azure: 'velero-plugin-for-microsoft-azure',
  gcp: 'velero-plugin-for-gcp',
};

/** Velero can reach each store, and what opens it opens no other. @internal */
export const checkStoreAccess: Rule = repository => [
  ...[
    ...repository.objects('velero.io/BackupStorageLocation'),
    ...repository.objects('velero.io/VolumeSnapshotLocation'),
  ].flatMap(location => checkPlugin(repository, location)),
  ...repository
    .objects('velero.io/BackupStorageLocation')
    .flatMap(checkEncryption),
  ...checkCredentials(repository),
  ...checkSops(repository),
];

type Location =
  | Checked<'velero.io/BackupStorageLocation'>
  | Checked<'velero.io/VolumeSnapshotLocation'>;

/** Without its plug-in a location is Unavailable for ever. */
function checkPlugin(
  repository: CheckedRepository,
  { manifest, object }: Location,
): Finding[] {
  const place = clusterPlaceOf(manifest.path);
  const provider = object.spec.provider.replace(/^velero\.io\//, '');
  if (!place || !Object.hasOwn(PLUGINS, provider)) return [];
  const paths = ['values.yaml', 'install.yaml'].map(
    file => `${leafDirectory(place, 'velero-install')}/${file}`,
  );
  // A part of the repository may leave out the install.
  if (!paths.every(path => repository.knows(path))) return [];
  const plugin = PLUGINS[provider];
  const texts = paths.flatMap(path => repository.files.get(path) ?? []);
  const field = ['spec', 'provider'];
  if (texts.length === 0) {
    return [
      findingAt(manifest, field, {
        code: 'PLUGIN_NOT_CHECKED',
        severity: 'info',
        message: `Whether Velero on '${place.cluster}' has the plug-in '${plugin}' does not stand here.`,
      }),
    ];
  }
  if (texts.some(text => text.includes(plugin))) return [];
  return [
    findingAt(manifest, field, {
      code: 'PLUGIN_MISSING',
      severity: 'warning',
      message: `Velero on '${place.cluster}' is installed without the plug-in '${plugin}': the location would stay Unavailable.`,
      fix: `Add an init container with the image 'velero/${plugin}' to the values of Velero's chart.`,
    }),
  ];
}

/**
 * Trap T14: Amazon encrypts every bucket since 2023, and so do Azure and Google
 * Cloud; a store of one's own does so only where it is told to.
 */
function checkEncryption({
  manifest,
  object,
}: Checked<'velero.io/BackupStorageLocation'>): Finding[] {
  const { config = {} } = object.spec;
  if (!config.s3Url || config.serverSideEncryption || config.kmsKeyId)
    return [];
  return [
    findingAt(manifest, ['spec', 'config'], {
      code: 'STORAGE_ENCRYPTION_NOT_CHECKED',
      severity: 'info',
      message:
        'Secrets stand in clear in backups, and nothing here says that the store encrypts them.',
      fix: "Encrypt the bucket, or name 'serverSideEncryption', and let few people read it.",
    }),
  ];
}

/** Trap T15: who breaks into one cluster has the backups of all. */
function checkCredentials(repository: CheckedRepository): Finding[] {
  const owners = new Map<string, string>();
  return repository
    .objects('external-secrets.io/ExternalSecret')
    .flatMap(({ manifest, object }) => {
      const place = clusterPlaceOf(manifest.path);
      const { secretStoreRef, data = [] } = object.spec;
      // The store of a namespace is another in each cluster.
      if (!place || secretStoreRef?.kind !== 'ClusterSecretStore') return [];
      return data.flatMap(({ remoteRef }, index) => {
        const { key, property = '' } = remoteRef;
        const entry = JSON.stringify([secretStoreRef.name, key, property]);
        const cluster = clusterDirectory(place);
        const owner = owners.get(entry) ?? cluster;
        owners.set(entry, owner);
        if (owner === cluster) return [];
        return [
          findingAt(manifest, ['spec', 'data', index], {
            code: 'CREDENTIAL_FOR_ALL',
            severity: 'warning',
            message: `The entry ${quoteValue(key)} also opens the store of '${
              clusterPlaceOf(`${owner}/x`)?.cluster
            }': whoever takes it from one cluster reads and deletes the backups of both.`,
            fix: 'Give each cluster a credential that opens its own prefix alone.',
          }),
        ];
      });
    });
}

/** Argo CD applies what stands in Git, and that is the encrypted text. */
function checkSops(repository: CheckedRepository): Finding[] {
  const { settings, manifests, files } = repository;
  if (!settings || settings.argocd.sopsPlugin !== undefined) return [];
  return manifests.flatMap(manifest => {
    const place = clusterPlaceOf(manifest.path);
    if (!place || !isMap(manifest.data) || !isMap(manifest.data.sops))
      return [];
    if (!files.has(clusterAppsPath(place.cluster))) return [];
    return [
      findingAt(manifest, ['sops'], {
        code: 'SOPS_UNDER_ARGOCD',
        severity: 'error',
        message: `Argo CD applies the cluster '${place.cluster}' and cannot decrypt what SOPS encrypted.`,
        fix: "Name the plug-in that does as 'argocd.sopsPlugin' in '.velero-manager.yaml', or use a SealedSecret or an ExternalSecret.",
      }),
    ];
  });
}
