import { type AlertRulesSaveIntent, intentIdentity } from '../intents';
import { ALERT_RULES_FOLDER, sharedDirectory } from '../snapshot/layout';
import type { Manifest } from '../snapshot/readManifests';
import { changedFiles } from './changedFiles';
import { conflict, type PlanConflict, type Planned } from './ChangePlan';
import { configLeafOf } from './clusterLeaf';
import { describeAlertRules } from './describeAlertRules';
import { findManifests } from './findManifests';
import { finishPlan, type PlanContext } from './finishPlan';
import { listInShared } from './listInShared';
import { alertGroupOf, alertRulesOf } from './objects/alertRules';
import { changeAnnotations, CLUSTER_LABEL, placeLabels } from './objects/marks';
import { printYaml } from './printYaml';
import { saveAlertRules, type AlertGroup } from './saveAlertRules';
import { editFields, placeFields } from './saveObject';
import { watchedSchedules } from './watchedSchedules';

type Context = PlanContext<AlertRulesSaveIntent>;

const API_VERSION = 'monitoring.coreos.com/v1';
const KIND = 'PrometheusRule';
const UNIT_SECONDS: Record<string, number> = { m: 60, h: 3_600 };

/**
 * Writes the alert rules of a cluster: one set for each schedule that runs, with
 * its own interval. Saved again, they follow the schedules.
 *
 * @internal
 */
export function planAlertRulesSave(context: Context): Planned {
  const { intent, snapshot } = context;
  const leaf = configLeafOf(context);
  if ('result' in leaf) return leaf;
  const schedules = watchedSchedules(context, intent);
  if ('result' in schedules) return schedules;
  const ambiguous = refuseAmbiguous(context);
  if (ambiguous) return ambiguous;
  const group = {
    name: alertGroupOf(intent.cluster),
    rules: alertRulesOf(
      {
        cluster: intent.cluster,
        clusterLabel: intent.clusterLabel,
        graceSeconds: secondsOf(intent.grace),
      },
      schedules.running,
    ),
  };
  const draft = new Map(snapshot.files);
  const saved = save(context, draft, group);
  if ('result' in saved) return saved;
  const listed = listInShared(draft, intent.environment, saved.path);
  if (listed) return listed;
  return finishPlan(context, {
    title: `${saved.isNew ? 'Add' : 'Change'} alert rules of ${intent.cluster}`,
    summary: describeAlertRules(context, schedules, saved.path),
    files: changedFiles(draft, snapshot.files),
  });
}

function secondsOf(grace: string): number {
  return Number(grace.slice(0, -1)) * UNIT_SECONDS[grace.slice(-1)];
}

/**
 * Rules in one folder come to the same Prometheus. Without a label that tells
 * clusters apart, each would also watch schedules of the same name elsewhere.
 */
function refuseAmbiguous({ intent, snapshot }: Context): PlanConflict | null {
  if (intent.clusterLabel !== undefined) return null;
  const found = findRules(
    snapshot.files,
    intent.environment,
    ({ document }) => {
      const cluster = document.getIn(['metadata', 'labels', CLUSTER_LABEL]);
      return typeof cluster === 'string' && cluster !== intent.cluster;
    },
  );
  if ('result' in found) return found;
  const [other] = found.manifests;
  return other
    ? conflict(
        other.path,
        `The alert rules of another cluster stand in '${other.path}': name the label by which Prometheus tells the clusters of '${intent.environment}' apart.`,
      )
    : null;
}

function save(
  { intent, snapshot }: Context,
  draft: Map<string, string>,
  group: AlertGroup,
): { path: string; isNew: boolean } | PlanConflict {
  const { environment, cluster, namespace, labels = {} } = intent;
  const name = alertGroupOf(cluster);
  const found = findRules(
    draft,
    environment,
    ({ identity }) => identity?.name === name,
  );
  if ('result' in found) return found;
  const [manifest, second] = found.manifests;
  if (second) {
    return conflict(
      second.path,
      `The ${KIND} '${name}' stands in '${manifest.path}' and in '${second.path}'; only one of them can be meant.`,
    );
  }
  if (!manifest) return add(intent, draft, group);
  const { path, identity } = manifest;
  if (identity?.namespace !== namespace) {
    return conflict(
      path,
      `The ${KIND} '${name}' in '${path}' is for the namespace '${identity?.namespace}', not for '${namespace}': an object cannot move; take it out first.`,
    );
  }
  const edited = saveAlertRules(manifest, group)
    ? editFields(snapshot.files.get(path) ?? '', manifest, {
        intent,
        fields: [
          ...placeFields(intent),
          ...Object.entries(labels).map(
            ([key, value]) => [['metadata', 'labels', key], value] as const,
          ),
        ].map(([field, value]) => [[...field], value]),
      })
    : null;
  if (edited === null) {
    return conflict(
      path,
      `The ${KIND} '${name}' in '${path}' is not written as maps and lists of its own, so it cannot be changed safely.`,
    );
  }
  draft.set(path, edited);
  return { path, isNew: false };
}

function add(
  intent: AlertRulesSaveIntent,
  draft: Map<string, string>,
  group: AlertGroup,
): { path: string; isNew: boolean } | PlanConflict {
  const { environment, cluster, namespace, labels } = intent;
  const path = `${sharedDirectory(
    environment,
  )}/${ALERT_RULES_FOLDER}/${cluster}.yaml`;
  if (draft.has(path)) {
    return conflict(
      path,
      `The file '${path}' is there already and holds something else.`,
    );
  }
  const spec = { groups: [group] };
  const object = {
    apiVersion: API_VERSION,
    kind: KIND,
    metadata: {
      name: alertGroupOf(cluster),
      namespace,
      labels: { ...placeLabels(intent), ...labels },
      annotations: changeAnnotations(intentIdentity(intent), spec),
    },
    spec,
  };
  draft.set(path, printYaml([object]));
  return { path, isNew: true };
}

function findRules(
  files: ReadonlyMap<string, string>,
  environment: string,
  matches: (manifest: Manifest) => boolean,
) {
  return findManifests(
    files,
    sharedDirectory(environment),
    ({ apiVersion, kind }, manifest) =>
      apiVersion === API_VERSION && kind === KIND && matches(manifest),
  );
}
