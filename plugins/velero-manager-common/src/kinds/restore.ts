import { RestoreFact } from '../facts';
import { Parsed } from '../parsed';
import {
  identityOf,
  list,
  message,
  messages,
  namespacedMetadata,
  numberOrZero,
  object,
  optional,
  optionalFlag,
  optionalInstant,
  section,
  strings,
  textMap,
  textOrEmpty,
} from './fields';
import { labelSelectorSchema, narrows } from './labelSelectorSchema';
import { noIndex } from './noIndex';
import { parseObject } from './parseObject';
import { FactIndex, KindDefinition } from './types';

const schema = object({
  metadata: namespacedMetadata,
  spec: section({
    backupName: textOrEmpty,
    scheduleName: textOrEmpty,
    includedNamespaces: strings,
    excludedNamespaces: strings,
    includedResources: strings,
    excludedResources: strings,
    namespaceMapping: textMap,
    labelSelector: optional(labelSelectorSchema, null),
    orLabelSelectors: list(labelSelectorSchema),
    restorePVs: optionalFlag,
  }),
  status: section({
    phase: textOrEmpty,
    startTimestamp: optionalInstant,
    completionTimestamp: optionalInstant,
    warnings: numberOrZero,
    errors: numberOrZero,
    progress: section({ itemsRestored: numberOrZero }),
    failureReason: message,
    validationErrors: messages,
  }),
});

function parse(value: unknown): Parsed<RestoreFact> {
  return parseObject(schema, value, ({ metadata, spec, status }) => ({
    ...identityOf(metadata),
    deletedAt: metadata.deletionTimestamp,
    phase: status.phase,
    backup: spec.backupName || null,
    schedule: spec.scheduleName || null,
    includedNamespaces: spec.includedNamespaces,
    excludedNamespaces: spec.excludedNamespaces,
    includedResources: spec.includedResources,
    excludedResources: spec.excludedResources,
    hasLabelSelector:
      narrows(spec.labelSelector) || spec.orLabelSelectors.length > 0,
    namespaceMapping: spec.namespaceMapping,
    restoreVolumes: spec.restorePVs,
    startedAt: status.startTimestamp,
    completedAt: status.completionTimestamp,
    warnings: status.warnings,
    errors: status.errors,
    itemsRestored: status.progress.itemsRestored,
    failureReason: status.failureReason || null,
    validationErrors: status.validationErrors,
  }));
}

function index(fact: RestoreFact): FactIndex {
  return {
    ...noIndex(),
    owner: fact.backup ?? '',
    occurredAt: fact.completedAt ?? fact.startedAt ?? fact.createdAt,
    outcome: fact.phase,
  };
}

/** How a Velero Restore is read. @internal */
export const restoreKind: KindDefinition<'Restore'> = {
  kind: 'Restore',
  engine: 'velero',
  group: 'velero.io',
  versions: ['v1'],
  resource: 'restores',
  parse,
  index,
};
