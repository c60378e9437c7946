import { policyOf } from '../../snapshot';
import { appliedFolders, isAround } from '../../snapshot/appliedFolders';
import { fluxClusterDirectory, sharedDirectory } from '../../snapshot/layout';
import type { CheckedRepository } from '../CheckedRepository';
import { Finding, findingAt } from '../Finding';
import { generatedFolders } from './generatedFolders';
import { directoryOf, resolvePath } from './relativePath';
import type { Rule } from './Rule';

const ENVIRONMENT = /^environments\/([^/]+)\/shared\//;
const KUSTOMIZE = 'kustomize.config.k8s.io/Kustomization';

/**
 * Something applies the alert rules that an environment shares: what belongs to
 * a cluster has its Applications or Kustomizations, what they share has none of
 * itself, and which cluster Prometheus runs in is not for the portal to say.
 *
 * @internal
 */
export const checkAlertRulesApplied: Rule = repository =>
  repository
    .objects('monitoring.coreos.com/PrometheusRule')
    .flatMap<Finding>(({ manifest }) => {
      const environment = ENVIRONMENT.exec(manifest.path)?.[1];
      if (environment === undefined || !isKnown(repository, environment)) {
        return [];
      }
      const own = directoryOf(manifest.path);
      const shared = sharedDirectory(environment);
      if (foldersIn(repository, shared).some(folder => isAround(folder, own))) {
        return [];
      }
      return [
        findingAt(manifest, ['kind'], {
          code: 'ALERTS_NOT_APPLIED',
          severity: 'warning',
          message: `Nothing in this repository applies '${shared}', so no Prometheus has these alert rules by it.`,
          fix:
            engineOf(repository, environment) === 'flux'
              ? `Add a Kustomization with the path './${shared}' to what the Flux of the cluster in which Prometheus runs applies.`
              : `Add an Application of the path '${shared}' for the cluster in which Prometheus runs.`,
        }),
      ];
    });

function engineOf({ settings }: CheckedRepository, environment: string) {
  return (
    settings && (policyOf(settings, environment)?.engine ?? settings.engine)
  );
}

/** Whether all is known that could apply it: Applications may stand anywhere. */
function isKnown(repository: CheckedRepository, environment: string): boolean {
  return (
    repository.isWhole ||
    (engineOf(repository, environment) === 'flux' &&
      repository.knows(`${fluxClusterDirectory('any')}.yaml`))
  );
}

/** What is applied, and what that takes along of what is shared. */
function foldersIn(repository: CheckedRepository, shared: string): string[] {
  const url = repository.settings?.repository.url ?? '';
  return [
    ...repository.manifests.flatMap(manifest => appliedFolders(manifest, url)),
    ...repository
      .objects('argoproj.io/ApplicationSet')
      .flatMap(set => generatedFolders(repository, set) ?? []),
    ...repository.objects(KUSTOMIZE).flatMap(({ manifest, object }) => {
      const directory = directoryOf(manifest.path);
      return isAround(shared, directory)
        ? []
        : (object.resources ?? []).flatMap(
            entry => resolvePath(directory, entry) ?? [],
          );
    }),
  ];
}
