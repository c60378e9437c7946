import { quoteName, quoteValue } from '../../words';
import type { CheckedRepository } from '../CheckedRepository';
import { Finding, findingAt } from '../Finding';
import {
  FluxKustomization,
  gitRepositoryOf,
  isOfThisRepository,
} from './fluxSources';

/**
 * Several teams share a Flux, and none of them gets its rights: Flux applies
 * with all of its own where no service account is named (Flux documentation,
 * multi-tenancy).
 *
 * @internal
 */
export function checkTenancy(
  repository: CheckedRepository,
  item: FluxKustomization,
): Finding[] {
  return [
    ...checkCrossing(item),
    ...(isOfThisRepository(repository, item)
      ? []
      : checkTenant(repository, item)),
  ];
}

function checkCrossing({ manifest, object }: FluxKustomization): Finding[] {
  const { namespace } = object.spec.sourceRef;
  if (namespace === undefined || namespace === object.metadata.namespace)
    return [];
  return [
    findingAt(manifest, ['spec', 'sourceRef', 'namespace'], {
      code: 'CROSS_NAMESPACE_REF',
      severity: 'warning',
      message: `The Kustomization ${quoteName(
        object.metadata.name,
      )} takes its source from the namespace ${quoteName(
        namespace,
      )}: a Flux that several teams share refuses that ('--no-cross-namespace-refs').`,
      fix: 'Let it live beside its source.',
    }),
  ];
}

/** The files are those of a team, so its rights must be as well. */
function checkTenant(
  repository: CheckedRepository,
  item: FluxKustomization,
): Finding[] {
  const { manifest, object } = item;
  const { serviceAccountName, kubeConfig } = object.spec;
  if (serviceAccountName === undefined && kubeConfig === undefined) {
    const url = gitRepositoryOf(repository, item)?.object.spec.url;
    return [
      findingAt(manifest, ['spec'], {
        code: 'TENANT_UNBOUND',
        severity: 'warning',
        message: `Whoever may write to ${quoteValue(
          url,
        )} may change everything in the cluster: no service account keeps the Kustomization ${quoteName(
          object.metadata.name,
        )} to a namespace.`,
        fix: 'Name spec.serviceAccountName, one that may write to the namespace of the team alone.',
      }),
    ];
  }
  return [
    findingAt(manifest, ['spec', 'serviceAccountName'], {
      code: 'LOCKDOWN_NOT_CHECKED',
      severity: 'info',
      message:
        "Whether Flux keeps teams apart was not checked: it is told so where it is installed, by '--no-cross-namespace-refs=true' and '--default-service-account'.",
    }),
  ];
}
