import { quoteName, quoteNames } from '../../words';
import type { CheckedRepository } from '../CheckedRepository';
import { Finding, findingAt } from '../Finding';
import { findCycles } from './findCycles';
import type { Rule } from './Rule';
import { whereApplied } from './whereApplied';

const KINDS = [
  'kustomize.toolkit.fluxcd.io/Kustomization',
  'helm.toolkit.fluxcd.io/HelmRelease',
] as const;

/**
 * Nothing waits for itself, by way of others either: Flux holds each back until
 * what it depends on is ready at the newest revision, says only that, and has no
 * eye for rings (kustomize-controller and helm-controller, checkDependencies).
 *
 * @internal
 */
export const checkFluxOrder: Rule = repository =>
  KINDS.flatMap(kind => checkKind(repository, kind));

function checkKind(
  repository: CheckedRepository,
  kind: (typeof KINDS)[number],
): Finding[] {
  const items = new Map(
    repository.objects(kind).map(item => [keyOf(item), item]),
  );
  const dependencies = new Map(
    [...items].map(([key, item]) => [key, dependenciesOf(item)]),
  );
  return findCycles(dependencies).flatMap(([first, ...others]) => {
    const item = items.get(first);
    if (!item) return [];
    const { manifest, object } = item;
    const next = dependenciesOf(item).indexOf(others[0] ?? first);
    const name = quoteName(object.metadata.name);
    const ring = others.flatMap(
      key => items.get(key)?.object.metadata.name ?? [],
    );
    const what = kind.split('/')[1];
    return [
      findingAt(manifest, ['spec', 'dependsOn', next], {
        code: 'DEPENDENCY_CYCLE',
        severity: 'error',
        message:
          ring.length === 0
            ? `The ${what} ${name} depends on itself: Flux waits with it for ever.`
            : `The ${what} ${name} depends on itself by way of ${quoteNames(
                ring,
              )}: Flux waits with all of them for ever.`,
        fix: 'Take one of these dependencies away.',
      }),
    ];
  });
}

interface Ordered {
  manifest: { path: string };
  object: {
    metadata: { name: string; namespace?: string };
    spec: { dependsOn?: { name: string; namespace?: string }[] };
  };
}

/** Without a namespace, what it depends on lives beside it. */
function dependenciesOf({ manifest, object }: Ordered): string[] {
  const { metadata, spec } = object;
  return (spec.dependsOn ?? []).map(
    ({ name, namespace = metadata.namespace }) =>
      keyOf({ manifest, object: { metadata: { name, namespace } } }),
  );
}

/** Where Flux looks for it: each cluster has its own. */
function keyOf({
  manifest,
  object: { metadata },
}: {
  manifest: { path: string };
  object: { metadata: { name: string; namespace?: string } };
}): string {
  const where = whereApplied(manifest.path)?.replace(/^\S+ /, '');
  const { namespace, name } = metadata;
  return JSON.stringify([where ?? null, namespace ?? null, name]);
}
