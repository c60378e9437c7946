import { clusterDirectory } from '../../snapshot';
import { clusterPlaceOf } from '../../snapshot/layout';
import { quoteNames, quoteValue } from '../../words';
import type { Checked, CheckedRepository } from '../CheckedRepository';
import { Finding, findingAt, Remark } from '../Finding';
import type { Rule } from './Rule';

type Location = Checked<'velero.io/BackupStorageLocation'>;

const KEPT = /(^|,)\s*(Prune=false|Delete=false)\s*(,|$)/;

/** Storage locations are safe, apart from each other, and there when named. @internal */
export const checkStorage: Rule = repository => {
  const locations = repository.objects('velero.io/BackupStorageLocation');
  return [
    ...locations.flatMap(checkLocation),
    ...checkDefaults(locations),
    ...checkSharing(locations),
    ...checkReferences(repository, locations),
  ];
};

function checkLocation({ manifest, object }: Location): Finding[] {
  const { config = {}, accessMode, objectStorage, credential } = object.spec;
  const findings: Finding[] = [];
  const say = (field: string[], remark: Remark) =>
    findings.push(findingAt(manifest, field, remark));
  if (/^http:/i.test(config.s3Url ?? '')) {
    say(['spec', 'config', 's3Url'], {
      code: 'STORAGE_INSECURE',
      severity: 'warning',
      message:
        'Backups, Secrets among them, travel in clear to an http:// address.',
      fix: 'Use https://.',
    });
  }
  if (config.insecureSkipTLSVerify === 'true') {
    say(['spec', 'config', 'insecureSkipTLSVerify'], {
      code: 'STORAGE_INSECURE',
      severity: 'warning',
      message: 'Whoever answers in the place of the store gets the backups.',
      fix: "Name the store's certificate in objectStorage.caCertRef instead.",
    });
  }
  if (accessMode === 'ReadOnly') {
    say(['spec', 'accessMode'], {
      code: 'STORAGE_READ_ONLY',
      severity: 'warning',
      message:
        'The location is read-only: every run that uses it ends FailedValidation.',
    });
  }
  if (!objectStorage.prefix) {
    say(['spec', 'objectStorage'], {
      code: 'PREFIX_MISSING',
      severity: 'warning',
      message: `The location uses the whole bucket ${quoteValue(
        objectStorage.bucket,
      )}; each cluster that does so sees and deletes the backups of the others.`,
      fix: 'Give each cluster a prefix of its own.',
    });
  }
  if (!credential) {
    say(['spec'], {
      code: 'CREDENTIAL_SHARED',
      severity: 'info',
      message:
        'The location names no credential: it uses whatever Velero itself runs with.',
    });
  }
  if (!isKept(object.metadata.annotations)) {
    say(['metadata'], {
      code: 'DELETE_CASCADES',
      severity: 'warning',
      message:
        'The location goes when it leaves Git, and with it all its Backups from the cluster.',
      fix: "Annotate it with 'argocd.argoproj.io/sync-options: Prune=false,Delete=false' or 'kustomize.toolkit.fluxcd.io/prune: disabled'.",
    });
  }
  return findings;
}

function isKept(annotations: Record<string, string> = {}): boolean {
  return (
    KEPT.test(annotations['argocd.argoproj.io/sync-options'] ?? '') ||
    annotations['kustomize.toolkit.fluxcd.io/prune'] === 'disabled'
  );
}

/** Trap T5: Velero takes the flag off all but one, Git puts it on again. */
function checkDefaults(locations: Location[]): Finding[] {
  const seen = new Set<string>();
  return locations.flatMap(({ manifest, object }) => {
    const place = clusterPlaceOf(manifest.path);
    if (!place || object.spec.default !== true) return [];
    const key = clusterDirectory(place);
    if (!seen.has(key)) {
      seen.add(key);
      return [];
    }
    return [
      findingAt(manifest, ['spec', 'default'], {
        code: 'TWO_DEFAULTS',
        severity: 'error',
        message: `The cluster '${place.cluster}' has more than one default location; Velero and Git would undo each other for ever.`,
      }),
    ];
  });
}

/** Two clusters in one folder of a bucket see, and delete, each other's backups. */
function checkSharing(locations: Location[]): Finding[] {
  const owners = new Map<string, string>();
  return locations.flatMap(({ manifest, object }) => {
    const place = clusterPlaceOf(manifest.path);
    if (!place) return [];
    const { provider, objectStorage, config } = object.spec;
    const key = JSON.stringify([
      provider,
      config?.s3Url ?? '',
      objectStorage.bucket,
      objectStorage.prefix ?? '',
    ]);
    const owner = owners.get(key);
    owners.set(key, owner ?? place.cluster);
    if (owner === undefined || owner === place.cluster) return [];
    return [
      findingAt(manifest, ['spec', 'objectStorage'], {
        code: 'PREFIX_SHARED',
        severity: 'error',
        message: `The cluster '${owner}' keeps its backups in the same place.`,
        fix: 'Give each cluster a prefix of its own.',
      }),
    ];
  });
}

function checkReferences(
  repository: CheckedRepository,
  locations: Location[],
): Finding[] {
  return repository
    .objects('velero.io/Schedule')
    .flatMap(({ manifest, object }) => {
      const place = clusterPlaceOf(manifest.path);
      if (!place) return [];
      const own = locations.filter(location =>
        location.manifest.path.startsWith(`${clusterDirectory(place)}/`),
      );
      const { storageLocation } = object.spec.template;
      if (storageLocation === undefined) {
        if (own.some(location => location.object.spec.default)) return [];
        return [
          findingAt(manifest, ['spec', 'template'], {
            code: 'LOCATION_UNKNOWN',
            severity: 'error',
            message: `The schedule names no storage location, and the cluster '${place.cluster}' has no default one.`,
          }),
        ];
      }
      const names = own.map(location => location.object.metadata.name);
      if (names.includes(storageLocation)) return [];
      return [
        findingAt(manifest, ['spec', 'template', 'storageLocation'], {
          code: 'LOCATION_UNKNOWN',
          severity: 'error',
          message: `The cluster '${
            place.cluster
          }' has no storage location ${quoteValue(storageLocation)}; it has ${
            names.length > 0 ? quoteNames(names) : 'none'
          }.`,
        }),
      ];
    });
}
