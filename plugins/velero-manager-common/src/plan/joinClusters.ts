import { clustersOfSave, ScheduleSaveIntent } from '../intents';
import { Planned } from './ChangePlan';
import { codes } from './describeWritten';
import { finishPlan, PlanContext } from './finishPlan';

/** A host takes 65,536 characters of text for a pull request. */
const MAX_SUMMARIES = 20;

/**
 * One plan for the same schedule in several clusters. What cannot be in one of
 * them is not proposed for any; a cluster that has it already is left alone.
 *
 * @internal
 */
export function joinClusters(
  context: PlanContext<ScheduleSaveIntent>,
  planIn: (cluster: string) => Planned,
): Planned {
  const files = new Map<string, string | null>();
  const plans = new Map<string, { title: string; summary: string }>();
  const alike: string[] = [];
  for (const cluster of clustersOfSave(context.intent)) {
    const planned = planIn(cluster);
    if (planned.result === 'conflict') return planned;
    if (planned.result === 'unchanged') {
      alike.push(cluster);
      continue;
    }
    for (const { path, content } of planned.plan.files) {
      files.set(path, content);
    }
    plans.set(cluster, planned.plan);
  }
  const [first, ...others] = [...plans];
  if (!first) return { result: 'unchanged' };
  const [, { title, summary }] = first;
  return finishPlan(context, {
    title:
      others.length === 0
        ? title
        : `${title} and ${others.length} more cluster${
            others.length === 1 ? '' : 's'
          }`,
    summary: [
      summary,
      ...describeOthers(summary, others),
      ...(alike.length === 0
        ? []
        : [`It is so already in ${codes(alike)}.`, '']),
    ].join('\n'),
    files,
  });
}

/** The clusters in which it does the same, and where not, what it does. */
function describeOthers(
  summary: string,
  others: [cluster: string, plan: { summary: string }][],
): string[] {
  const same = others.filter(
    ([, plan]) => doneBy(plan.summary) === doneBy(summary),
  );
  const different = others.filter(other => !same.includes(other));
  const shown = different.slice(0, MAX_SUMMARIES);
  const rest = different.slice(MAX_SUMMARIES);
  return [
    ...(same.length === 0
      ? []
      : [`And the same in ${codes(same.map(([name]) => name))}.`, '']),
    ...shown.map(([, plan]) => plan.summary),
    ...(rest.length === 0
      ? []
      : [
          `And in ${codes(
            rest.map(([name]) => name),
          )}, where the edit leaves something else as it is.`,
          '',
        ]),
  ];
}

/** Without the first line, which says where. */
function doneBy(summary: string): string {
  return summary.slice(summary.indexOf('\n'));
}
