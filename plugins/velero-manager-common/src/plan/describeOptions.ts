import type { ScheduleSaveIntent } from '../intents';
import { hookPresets } from '../intents/hookPresets';
import { isMap } from '../snapshot/readManifests';
import { code, codes } from './describeWritten';

const FILTERS = [
  [
    'includedNamespaceScopedResources',
    'of objects in namespaces it takes only',
  ],
  [
    'excludedNamespaceScopedResources',
    'of objects in namespaces it leaves out',
  ],
  ['includedClusterScopedResources', 'of objects of the cluster it takes only'],
  ['excludedClusterScopedResources', 'of objects of the cluster it leaves out'],
] as const;

/**
 * What a schedule does beside what every schedule does, as the items of a
 * Markdown list.
 *
 * @param spec - of the schedule as it will stand in Git
 * @internal
 */
export function describeOptions(
  spec: unknown,
  intent: ScheduleSaveIntent,
): string[] {
  if (!isMap(spec) || !isMap(spec.template)) return [];
  const { template } = spec;
  return [
    ...FILTERS.flatMap(([field, words]) => {
      const names = textsIn(template[field]);
      return names.length > 0 ? [`${words} ${codes(names)}`] : [];
    }),
    ...describeSelector(template.labelSelector, 'takes only objects with'),
    ...describeVolumes(template),
    ...describeHooks(template.hooks, intent),
    ...describeOwner(spec, intent),
  ];
}

function describeOwner(
  spec: Record<string, unknown>,
  intent: ScheduleSaveIntent,
): string[] {
  if (spec.useOwnerReferencesInBackup === true)
    return ['**its backups leave the cluster when it is removed or renamed**'];
  return intent.useOwnerReferencesInBackup === false
    ? ['its backups stay when it is removed or renamed']
    : [];
}

function describeVolumes(template: Record<string, unknown>): string[] {
  const items: string[] = [];
  if (template.snapshotVolumes === false)
    items.push('takes no snapshots of volumes');
  const locations = textsIn(template.volumeSnapshotLocations);
  if (locations.length > 0)
    items.push(`keeps snapshots at ${codes(locations)}`);
  const policy = template.resourcePolicy;
  if (isMap(policy)) {
    items.push(
      `treats each volume as the ConfigMap ${code(
        String(policy.name),
      )} says, which must stand in Velero's namespace`,
    );
  }
  if (typeof template.csiSnapshotTimeout === 'string')
    items.push(
      `waits up to ${code(template.csiSnapshotTimeout)} for a CSI snapshot`,
    );
  if (typeof template.itemOperationTimeout === 'string')
    items.push(
      `gives moving data up to ${code(template.itemOperationTimeout)}`,
    );
  return items;
}

function describeHooks(hooks: unknown, intent: ScheduleSaveIntent): string[] {
  const list: unknown = isMap(hooks) ? hooks.resources : undefined;
  if (!Array.isArray(list)) return [];
  return list.filter(isMap).map(hook => {
    const name = String(hook.name);
    const preset = intent.hooks?.find(wanted => wanted.name === name)?.preset;
    const [where = 'in all pods'] = describeSelector(
      hook.labelSelector,
      'in pods with',
    );
    const counts = [
      ['before', hook.pre],
      ['after', hook.post],
    ]
      .filter(([, commands]) => Array.isArray(commands) && commands.length > 0)
      .map(([when]) => when)
      .join(' and ');
    const note = preset ? `; it ${hookPresets[preset].note}` : '';
    return `runs the hook ${code(name)} ${where} ${
      counts || 'around'
    } their backup${note}`;
  });
}

function describeSelector(selector: unknown, words: string): string[] {
  const labels = isMap(selector) ? selector.matchLabels : undefined;
  if (!isMap(labels) || Object.keys(labels).length === 0) return [];
  const pairs = Object.entries(labels).map(([key, value]) => `${key}=${value}`);
  return [`${words} ${codes(pairs)}`];
}

function textsIn(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
