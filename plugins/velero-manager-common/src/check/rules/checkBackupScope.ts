import { quoteNames, quoteValue } from '../../words';
import type { Checked } from '../CheckedRepository';
import { Finding, findingAt, Remark } from '../Finding';

type Schedule = Checked<'velero.io/Schedule'>;

const OLD_FILTERS = [
  'includedResources',
  'excludedResources',
  'includeClusterResources',
] as const;
const NEW_FILTERS = [
  'includedClusterScopedResources',
  'excludedClusterScopedResources',
  'includedNamespaceScopedResources',
  'excludedNamespaceScopedResources',
] as const;

/**
 * What a schedule backs up makes sense to Velero. Where it does not, each run
 * ends FailedValidation or PartiallyFailed, and nobody hears of it before.
 *
 * @internal
 */
export function checkBackupScope(
  schedule: Schedule,
  known: {
    veleroNamespace: string;
    namespaces: readonly string[] | null;
    cluster: string | null;
  },
): Finding[] {
  return [
    ...checkContradictions(schedule),
    ...checkOwnNamespace(schedule, known.veleroNamespace),
    ...checkExistence(schedule, known),
  ];
}

function checkContradictions({ manifest, object }: Schedule): Finding[] {
  const { template } = object.spec;
  const included = template.includedNamespaces ?? [];
  const excluded = template.excludedNamespaces ?? [];
  const say = (field: string, message: string): Finding =>
    findingAt(manifest, ['spec', 'template', field], {
      code: 'SCOPE_CONTRADICTS',
      severity: 'error',
      message: `${message}: Velero refuses each run.`,
    });
  const findings: Finding[] = [];
  if (included.includes('*') && included.length > 1) {
    findings.push(
      say('includedNamespaces', "'*' stands beside other namespaces"),
    );
  }
  if (excluded.includes('*')) {
    findings.push(say('excludedNamespaces', "'*' leaves nothing to back up"));
  }
  const both = included.filter(name => excluded.includes(name));
  if (both.length > 0) {
    findings.push(
      say(
        'excludedNamespaces',
        `${quoteValue(both[0])} is included and excluded`,
      ),
    );
  }
  const old = OLD_FILTERS.find(field => isSet(template[field]));
  const fresh = NEW_FILTERS.find(field => isSet(template[field]));
  if (old && fresh) {
    findings.push(say(fresh, `'${fresh}' does not go with the older '${old}'`));
  }
  if (template.labelSelector && template.orLabelSelectors) {
    findings.push(
      say('orLabelSelectors', "it does not go with 'labelSelector'"),
    );
  }
  return findings;
}

function isSet(value: unknown): boolean {
  return value !== undefined && !(Array.isArray(value) && value.length === 0);
}

function checkOwnNamespace(
  { manifest, object }: Schedule,
  namespace: string,
): Finding[] {
  const {
    includedNamespaces: included = [],
    excludedNamespaces: excluded = [],
  } = object.spec.template;
  const all = included.length === 0 || included.includes('*');
  if (excluded.includes(namespace) || !(all || included.includes(namespace)))
    return [];
  return [
    findingAt(manifest, ['spec', 'template', 'includedNamespaces'], {
      code: 'VELERO_BACKS_UP_ITSELF',
      severity: 'warning',
      message: `Velero's own namespace '${namespace}' is included; restoring it breaks the Velero that restores.`,
      fix: `Exclude '${namespace}'.`,
    }),
  ];
}

/** Trap T8: a namespace that is named but not there fails every run. */
function checkExistence(
  { manifest, object }: Schedule,
  {
    namespaces,
    cluster,
  }: { namespaces: readonly string[] | null; cluster: string | null },
): Finding[] {
  const named = (object.spec.template.includedNamespaces ?? []).filter(
    name => !/[*?[]/.test(name),
  );
  if (named.length === 0) return [];
  const say = (remark: Remark) =>
    findingAt(manifest, ['spec', 'template', 'includedNamespaces'], remark);
  if (namespaces === null) {
    return [
      say({
        code: 'NAMESPACES_NOT_CHECKED',
        severity: 'info',
        message: `Whether the namespaces exist was not checked: those of ${
          cluster ? `the cluster '${cluster}'` : 'its cluster'
        } are not known at present.`,
      }),
    ];
  }
  const missing = named.filter(name => !namespaces.includes(name));
  return missing.length === 0
    ? []
    : [
        say({
          code: 'NAMESPACE_UNKNOWN',
          severity: 'warning',
          message: `The cluster${
            cluster ? ` '${cluster}'` : ''
          } has no namespace ${quoteNames(
            missing,
          )}: until it has, every run ends PartiallyFailed.`,
        }),
      ];
}
