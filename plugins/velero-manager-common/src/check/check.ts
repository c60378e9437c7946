import { applyPlan, type ChangePlan } from '../plan';
import type { RepositorySnapshot } from '../snapshot';
import { CheckedRepository } from './CheckedRepository';
import { Finding, FindingSeverity } from './Finding';
import { checkApplicationSets } from './rules/checkApplicationSets';
import { checkAlertRules } from './rules/checkAlertRules';
import { checkAlertRulesApplied } from './rules/checkAlertRulesApplied';
import { checkArgocd } from './rules/checkArgocd';
import { checkDatabaseCopies } from './rules/checkDatabaseCopies';
import { checkDuplicates } from './rules/checkDuplicates';
import { checkExemptions } from './rules/checkExemptions';
import { checkFlux } from './rules/checkFlux';
import { checkFluxOrder } from './rules/checkFluxOrder';
import { checkHooks } from './rules/checkHooks';
import { checkKustomizations } from './rules/checkKustomizations';
import { checkLonghorn } from './rules/checkLonghorn';
import { checkOverlaps } from './rules/checkOverlaps';
import { checkPlaces } from './rules/checkPlaces';
import { checkPostgresBackups } from './rules/checkPostgresBackups';
import { checkProjects } from './rules/checkProject';
import { checkRepositoryPassword } from './rules/checkRepositoryPassword';
import { checkRunsInCluster } from './rules/checkRunsInCluster';
import { checkSchedules } from './rules/checkSchedules';
import { checkSecrets } from './rules/checkSecrets';
import { checkShapes } from './rules/checkShapes';
import { checkStorage } from './rules/checkStorage';
import { checkStoreAccess } from './rules/checkStoreAccess';
import type { CheckFacts, Rule } from './rules/Rule';

const RULES: Rule[] = [
  checkPlaces,
  checkShapes,
  checkKustomizations,
  checkDuplicates,
  checkSchedules,
  checkRunsInCluster,
  checkHooks,
  checkDatabaseCopies,
  checkOverlaps,
  checkStorage,
  checkStoreAccess,
  checkPostgresBackups,
  checkLonghorn,
  checkAlertRules,
  checkAlertRulesApplied,
  checkArgocd,
  checkApplicationSets,
  checkProjects,
  checkFlux,
  checkFluxOrder,
  checkSecrets,
  checkRepositoryPassword,
  checkExemptions,
];

const RANK: Record<FindingSeverity, number> = { error: 0, warning: 1, info: 2 };

/**
 * Judges a plan: everything in the files that it touches, and in others what is
 * wrong only because of it. Errors are to stop the change. Without facts, what
 * needs them is told as not checked.
 *
 * @public
 */
export function check(
  change: { plan: ChangePlan },
  snapshot: RepositorySnapshot,
  facts?: CheckFacts,
): Finding[] {
  const { plan } = change;
  const after = CheckedRepository.of(
    applyPlan(snapshot.files, plan),
    plan.scope,
  );
  const before = CheckedRepository.of(snapshot.files, plan.scope);
  const touched = new Set(plan.files.map(({ path }) => path));
  const known = new Set(run(before, facts).map(keyOf));
  return run(after, facts).filter(
    finding => touched.has(finding.path) || !known.has(keyOf(finding)),
  );
}

/**
 * Judges a whole config repository.
 *
 * @param files - text by path, relative to the root
 * @public
 */
export function checkRepository(
  files: ReadonlyMap<string, string>,
  facts?: CheckFacts,
): Finding[] {
  return run(CheckedRepository.of(files, null), facts);
}

function run(repository: CheckedRepository, facts?: CheckFacts): Finding[] {
  return RULES.flatMap(rule => rule(repository, facts)).sort(
    (a, b) =>
      RANK[a.severity] - RANK[b.severity] ||
      compare(a.path, b.path) ||
      (a.line ?? 0) - (b.line ?? 0) ||
      compare(a.code, b.code),
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

/** A finding may move to another line and stay the same. */
function keyOf({ code, path, message }: Finding): string {
  return JSON.stringify([code, path, message]);
}
