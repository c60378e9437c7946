import { isMap, type Manifest } from '../../snapshot/readManifests';
import { quoteValue } from '../../words';
import type { Checked, CheckedRepository } from '../CheckedRepository';
import { Finding, findingAt } from '../Finding';
import { checkTenancy } from './checkFluxTenancy';
import { gitRepositoryOf, isOfThisRepository } from './fluxSources';
import { resolvePath } from './relativePath';
import type { Rule } from './Rule';

type Kustomization = Checked<'kustomize.toolkit.fluxcd.io/Kustomization'>;
type Release = Checked<'helm.toolkit.fluxcd.io/HelmRelease'>;

const EXACT_VERSION = /^v?\d+\.\d+\.\d+([-+][0-9A-Za-z.-]+)?$/;

/** Flux finds what it is to apply, in the right order, and cannot tear it down. @internal */
export const checkFlux: Rule = repository => [
  ...repository
    .objects('kustomize.toolkit.fluxcd.io/Kustomization')
    .flatMap(item => [
      ...checkPath(repository, item),
      ...checkSource(repository, item),
      ...checkOrder(repository, item),
      ...checkPrune(repository, item),
      ...checkDecryption(repository, item),
      ...checkTenancy(repository, item),
    ]),
  ...repository
    .objects('helm.toolkit.fluxcd.io/HelmRelease')
    .flatMap(item => checkRelease(repository, item)),
];

const pathOf = ({ object }: Kustomization) =>
  resolvePath('', object.spec.path ?? '');

function checkPath(
  repository: CheckedRepository,
  item: Kustomization,
): Finding[] {
  if (!isOfThisRepository(repository, item)) return [];
  const path = pathOf(item);
  if (
    path !== null &&
    (repository.hasDirectory(path) || !repository.knows(path))
  )
    return [];
  return [
    findingAt(item.manifest, ['spec', 'path'], {
      code: 'PATH_MISSING',
      severity: 'error',
      message: `The repository has no folder ${quoteValue(
        item.object.spec.path,
      )}.`,
    }),
  ];
}

/** A source in the same namespace stands in the same file, or anywhere at all. */
function checkSource(
  repository: CheckedRepository,
  item: Kustomization,
): Finding[] {
  const { sourceRef } = item.object.spec;
  const { namespace } = item.object.metadata;
  if (sourceRef.kind !== 'GitRepository') return [];
  if (gitRepositoryOf(repository, item)) return [];
  return [
    findingAt(item.manifest, ['spec', 'sourceRef'], {
      code: 'SOURCE_UNKNOWN',
      severity: 'error',
      message: `No GitRepository in the namespace ${quoteValue(
        sourceRef.namespace ?? namespace,
      )} is called ${quoteValue(sourceRef.name)}.`,
      fix: 'Across namespaces, name sourceRef.namespace.',
    }),
  ];
}

function checkOrder(
  repository: CheckedRepository,
  item: Kustomization,
): Finding[] {
  const { dependsOn = [] } = item.object.spec;
  const names = repository
    .objects('kustomize.toolkit.fluxcd.io/Kustomization')
    .map(({ object }) => object.metadata.name);
  const findings = dependsOn.flatMap(({ name }, index) =>
    names.includes(name)
      ? []
      : [
          findingAt(item.manifest, ['spec', 'dependsOn', index], {
            code: 'DEPENDENCY_UNKNOWN',
            severity: 'error',
            message: `No Kustomization is called ${quoteValue(
              name,
            )}: this one waits for ever.`,
          }),
        ],
  );
  if (dependsOn.length > 0 || !holds(repository, item, 'velero.io/v1'))
    return findings;
  return [
    ...findings,
    findingAt(item.manifest, ['spec'], {
      code: 'CRDS_FIRST',
      severity: 'warning',
      message:
        "On a new cluster Velero's kinds are not known yet, and the first run fails.",
      fix: "Let it depend on what installs Velero, and that 'wait'.",
    }),
  ];
}

function checkPrune(
  repository: CheckedRepository,
  item: Kustomization,
): Finding[] {
  const installs = holds(repository, item, 'helm.toolkit.fluxcd.io/v2');
  if (!installs || !item.object.spec.prune) return [];
  return [
    findingAt(item.manifest, ['spec', 'prune'], {
      code: 'DELETE_CASCADES',
      severity: 'error',
      message:
        'Pruning what installs Velero can take it down with its namespace.',
      fix: "Set 'prune: false'.",
    }),
  ];
}

/** Flux applies nothing of it where a Secret is encrypted and no key is named (kustomize-controller). */
function checkDecryption(
  repository: CheckedRepository,
  item: Kustomization,
): Finding[] {
  const encrypted = cargoOf(repository, item).find(
    ({ data }) => isMap(data) && isMap(data.sops),
  );
  if (!encrypted || item.object.spec.decryption) return [];
  return [
    findingAt(item.manifest, ['spec'], {
      code: 'SOPS_NOT_DECRYPTED',
      severity: 'error',
      message: `SOPS encrypted '${encrypted.path}', and this Kustomization does not decrypt it: Flux refuses all that it carries.`,
      fix: "Write spec.decryption with the provider 'sops' and the Secret that holds the key.",
    }),
  ];
}

/** What of this repository it applies. */
function cargoOf(
  repository: CheckedRepository,
  item: Kustomization,
): readonly Manifest[] {
  const path = pathOf(item);
  return path !== null && isOfThisRepository(repository, item)
    ? repository.manifestsBelow(path)
    : [];
}

function holds(
  repository: CheckedRepository,
  item: Kustomization,
  apiVersion: string,
): boolean {
  return cargoOf(repository, item).some(
    ({ identity }) => identity?.apiVersion === apiVersion,
  );
}

function checkRelease(repository: CheckedRepository, item: Release): Finding[] {
  const { spec, metadata } = item.object;
  if (!spec.chart) return [];
  const { version, sourceRef } = spec.chart.spec;
  const namespace = sourceRef.namespace ?? metadata.namespace;
  const findings: Finding[] = [];
  if (!EXACT_VERSION.test(version ?? '')) {
    findings.push(
      findingAt(item.manifest, ['spec', 'chart', 'spec', 'version'], {
        code: 'CHART_NOT_PINNED',
        severity: 'error',
        message: `The chart ${quoteValue(
          spec.chart.spec.chart,
        )} must be pinned to one version.`,
      }),
    );
  }
  const found = repository
    .objects('source.toolkit.fluxcd.io/HelmRepository')
    .some(
      ({ object }) =>
        object.metadata.name === sourceRef.name &&
        object.metadata.namespace === namespace,
    );
  if (sourceRef.kind === 'HelmRepository' && !found) {
    findings.push(
      findingAt(item.manifest, ['spec', 'chart', 'spec', 'sourceRef'], {
        code: 'SOURCE_UNKNOWN',
        severity: 'error',
        message: `No HelmRepository in the namespace ${quoteValue(
          namespace,
        )} is called ${quoteValue(sourceRef.name)}.`,
        fix: 'Across namespaces, name sourceRef.namespace.',
      }),
    );
  }
  return findings;
}
