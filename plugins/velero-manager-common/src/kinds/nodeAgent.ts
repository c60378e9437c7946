import { z } from 'zod';
import { NodeAgentFact } from '../facts';
import { Parsed } from '../parsed';
import {
  identityOf,
  list,
  namespacedMetadata,
  numberOrZero,
  object,
  saidInstant,
  section,
  textOrEmpty,
} from './fields';
import { noIndex } from './noIndex';
import { parseObject } from './parseObject';
import { KindDefinition } from './types';
import { findVeleroContainer, imageTagOf, podTemplateSchema } from './workload';

/** `restic server` until Velero 1.9. */
const COMMANDS = ['node-agent server', 'restic server'];

/** Velero's own DaemonSets choose by operating system: one for each. */
const OPERATING_SYSTEM = ['kubernetes.io/os', 'beta.kubernetes.io/os'];

/** A DaemonSet has no condition that bears a moment; the record of its writers does. */
const managedFields = list(
  object({ subresource: textOrEmpty, time: saidInstant }),
).catch([]);

const schema = object({
  metadata: namespacedMetadata.extend({ managedFields }),
  spec: section({ template: podTemplateSchema }),
  status: section({
    desiredNumberScheduled: numberOrZero,
    numberReady: numberOrZero,
  }),
});

type PodSpec = z.output<typeof schema>['spec']['template']['spec'];

function parse(value: unknown): Parsed<NodeAgentFact> {
  return parseObject(schema, value, ({ metadata, spec, status }) => {
    const container = findVeleroContainer(metadata, spec.template, COMMANDS);
    return {
      ...identityOf(metadata),
      container: container?.name ?? null,
      version: imageTagOf(container?.image ?? ''),
      desired: status.desiredNumberScheduled,
      ready: status.numberReady,
      countedAt: lastCounted(metadata.managedFields),
      hasNodeSelector: selectsNodes(spec.template.spec),
    };
  });
}

function lastCounted(entries: z.output<typeof managedFields>): string | null {
  const [newest = null] = entries
    .filter(({ subresource }) => subresource === 'status')
    .flatMap(({ time }) => time ?? [])
    .sort()
    .reverse();
  return newest;
}

function selectsNodes({ nodeSelector, affinity }: PodSpec): boolean {
  const { nodeSelectorTerms } =
    affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution;
  const keys = [
    ...Object.keys(nodeSelector),
    ...nodeSelectorTerms.flatMap(({ matchExpressions }) =>
      matchExpressions.map(({ key }) => key),
    ),
  ];
  return keys.some(key => !OPERATING_SYSTEM.includes(key));
}

/** How the DaemonSet of Velero's node agent is read. @internal */
export const nodeAgentKind: KindDefinition<'NodeAgent'> = {
  kind: 'NodeAgent',
  engine: 'velero',
  group: 'apps',
  versions: ['v1'],
  resource: 'daemonsets',
  reach: 'velero-namespaces',
  parse,
  keep: fact => fact.container !== null,
  index: noIndex,
};
