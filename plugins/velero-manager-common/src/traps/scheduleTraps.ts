import { refusedScope } from '../coverage';
import { LocatedSyncObject, ScheduleFact, SyncObjectFact } from '../facts';
import { ScheduleView } from '../health/ScheduleView';
import { quoteName } from '../words';
import { objectIn, TrapContext, TrapFinding } from './TrapContext';

/**
 * Labels by which Argo CD may know its objects: its own one, and the default of
 * `application.instanceLabelKey`, which charts set as well.
 */
const ARGOCD_LABEL = 'argocd.argoproj.io/instance';
const INSTANCE_LABELS = [ARGOCD_LABEL, 'app.kubernetes.io/instance'];

/**
 * What is set in schedules. Order: backups that Argo CD prunes, that go with
 * their schedule; a slot skipped again and again; a template without a word; a
 * namespace that is not there.
 *
 * @internal
 */
export function findScheduleTraps(context: TrapContext): TrapFinding[] {
  return context.cluster.schedules.flatMap(({ fact, standing }) => {
    const say = (finding: Omit<TrapFinding, 'object'> | null) =>
      finding
        ? [{ ...finding, object: objectIn(context, 'Schedule', fact) }]
        : [];
    const appliers = context.appliersOf({ kind: 'Schedule', ...placeOf(fact) });
    return [
      ...say(findPruned(fact, appliers)),
      ...say(findOwned(fact, appliers)),
      ...say(findSkipping(fact, appliers)),
      ...say(findEmptyTemplate(fact)),
      ...say(
        standing === 'enabled' ? findMissingNamespace(fact, context) : null,
      ),
    ];
  });
}

function placeOf({ namespace, name }: ScheduleView['fact']) {
  return { namespace, name };
}

type Remark = Omit<TrapFinding, 'object'>;

/**
 * Trap T1. An object with a tracking id, or with an owner, is none that Argo CD
 * knows by its label.
 */
function findPruned(
  fact: ScheduleFact,
  appliers: readonly LocatedSyncObject[],
): Remark | null {
  if (fact.argocdTrackingId !== null || fact.useOwnerReferences) return null;
  const applications = appliers.flatMap(({ fact: applier }) =>
    applier.kind === 'Application' ? [applier] : [],
  );
  for (const label of INSTANCE_LABELS) {
    const value = fact.labels[label];
    if (value === undefined || fact.backupLabels[label] !== value) continue;
    const owner = applications.find(
      ({ namespace, name }) =>
        value === name || value === `${namespace}_${name}`,
    );
    if (!owner && label !== ARGOCD_LABEL) continue;
    return {
      code: 'BACKUPS_PRUNED',
      severity: owner?.prunes ? 'error' : 'warning',
      message: `Argo CD knows schedule ${quoteName(
        fact.name,
      )} by label ${label}, which its backups inherit, so ${
        owner ? `Application ${quoteName(owner.name)}` : 'Argo CD'
      } ${owner?.prunes ? 'prunes' : 'asks to prune'} them.`,
    };
  }
  return null;
}

/** Trap T3. */
function findOwned(
  fact: ScheduleFact,
  appliers: readonly LocatedSyncObject[],
): Remark | null {
  const pruner = appliers.find(located => prunes(located.fact));
  if (!fact.useOwnerReferences || !pruner) return null;
  return {
    code: 'BACKUPS_OWNED',
    severity: 'warning',
    message: `The backups of schedule ${quoteName(
      fact.name,
    )} belong to it, so they go when ${nameOf(
      pruner.fact,
    )} prunes or renames it.`,
  };
}

/** Helm always takes away what a chart no longer has. */
function prunes(fact: SyncObjectFact): boolean {
  return fact.kind === 'HelmRelease' || fact.prunes;
}

/** Trap T2. Where nothing applies the schedule, Velero's change of it lasts. */
function findSkipping(
  fact: ScheduleFact,
  appliers: readonly LocatedSyncObject[],
): Remark | null {
  if (fact.skipImmediately !== true || !appliers.length) return null;
  const healer = appliers.find(located => heals(located.fact));
  const [{ fact: applier }] = healer ? [healer] : appliers;
  return {
    code: 'SKIP_IMMEDIATELY',
    severity: healer ? 'error' : 'warning',
    message: `Schedule ${quoteName(
      fact.name,
    )} says skipImmediately: true, which ${nameOf(applier)} sets again ${
      healer ? 'whenever Velero has taken it back' : 'with each sync'
    }.`,
  };
}

/** Flux applies a Kustomization anew at every interval, whether or not it changed. */
function heals(fact: SyncObjectFact): boolean {
  if (fact.kind === 'Application') return fact.selfHeals;
  return fact.kind === 'Kustomization' || fact.driftDetection === 'enabled';
}

function nameOf({ kind, name }: SyncObjectFact): string {
  return `${kind} ${quoteName(name)}`;
}

/** Trap T4. */
function findEmptyTemplate({ name, scope }: ScheduleFact): Remark | null {
  const { hasLabelSelector, hasHooks, ...rest } = scope;
  const isEmpty =
    !hasLabelSelector &&
    !hasHooks &&
    Object.values(rest).every(
      value => value === null || (Array.isArray(value) && !value.length),
    );
  if (!isEmpty) return null;
  return {
    code: 'TEMPLATE_EMPTY',
    severity: 'warning',
    message: `The template of schedule ${quoteName(
      name,
    )} is empty, so it takes all namespaces, to the default storage location; its fields may stand in a wrong place.`,
  };
}

/** Trap T8. */
function findMissingNamespace(
  { namespace, name, scope }: ScheduleFact,
  { cluster }: TrapContext,
): Remark | null {
  const missing = refusedScope(scope, {
    veleroNamespace: namespace,
    veleroVersion: cluster.server(namespace)?.version ?? null,
    namespaceNames: cluster.namespaceNames,
    policies: null,
  }).find(({ rule }) => rule === 'namespace_missing');
  return (
    (missing && {
      code: 'NAMESPACE_UNKNOWN',
      severity: 'error',
      message: `Schedule ${quoteName(name)}: ${missing.message}`,
    }) ??
    null
  );
}
