import {
  isMap as isMapNode,
  isScalar,
  isSeq,
  type Document,
  type YAMLSeq,
} from 'yaml';
import type { Manifest } from '../snapshot/readManifests';
import { createNode, setField } from './editManifest';
import { ALERTS, type AlertRule } from './objects/alertRules';

const OURS: ReadonlySet<unknown> = new Set(Object.values(ALERTS));

/** A group of rules as it shall be. @internal */
export interface AlertGroup {
  name: string;
  rules: readonly AlertRule[];
}

interface RuleInGit {
  alert?: unknown;
  labels?: { schedule?: unknown } | null;
}

/**
 * Brings our rules in one group of a PrometheusRule up to date: what follows
 * from the schedules is written anew, rules of schedules that are gone leave,
 * and what people made of the rest stays (severity, texts, other rules, other
 * groups).
 *
 * @returns whether it could be done: not where the lists are not the author's own
 * @internal
 */
export function saveAlertRules(
  { document }: Manifest,
  group: AlertGroup,
): boolean {
  const at = ['spec', 'groups'];
  const groups: unknown = document.getIn(at, true);
  if (groups === undefined || (isScalar(groups) && groups.value === null)) {
    setField(document, at, [group]);
    return true;
  }
  if (!isSeq(groups)) return false;
  const index = groups.items.findIndex(
    item => isMapNode(item) && item.get('name') === group.name,
  );
  if (index < 0) {
    if (groups.items.length === 0) groups.flow = false;
    groups.add(createNode(document, group));
    return true;
  }
  const rules: unknown = document.getIn([...at, index, 'rules'], true);
  if (!isSeq(rules)) return false;
  return updateRules(document, rules, {
    at: [...at, index, 'rules'],
    wanted: group.rules,
  });
}

function updateRules(
  document: Document,
  rules: YAMLSeq,
  { at, wanted }: { at: (string | number)[]; wanted: readonly AlertRule[] },
): boolean {
  const missing = new Map(wanted.map(rule => [keyOf(rule), rule]));
  const gone = new Set<unknown>();
  for (const [index, node] of rules.items.entries()) {
    if (!isMapNode(node)) return false;
    const now: RuleInGit = node.toJS(document);
    if (!OURS.has(now.alert)) continue;
    const rule = missing.get(keyOf(now));
    if (!rule) {
      gone.add(node);
      continue;
    }
    missing.delete(keyOf(now));
    setField(document, [...at, index, 'expr'], rule.expr);
    // Only of this alert does it follow from the schedule.
    if (rule.alert === ALERTS.never) {
      setField(document, [...at, index, 'for'], rule.for);
    }
  }
  rules.items = rules.items.filter(item => !gone.has(item));
  if (rules.items.length === 0) rules.flow = false;
  missing.forEach(rule => rules.add(createNode(document, rule)));
  return true;
}

/** Of each alert, there is one a schedule. */
function keyOf({ alert, labels }: RuleInGit | AlertRule): string {
  return JSON.stringify([alert, labels?.schedule ?? null]);
}
