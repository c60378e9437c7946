import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import {
  type IntentKind,
  intentSchemas,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import type { VeleroManagerService } from '@velero-manager/backstage-plugin-velero-manager-node';
import type { z } from 'zod/v3';
import { examples } from './createIntentAction.examples';
import { outputAll } from './outputAll';
import { proposalInput, proposalOutput, proposeIntent } from './proposal';

const DESCRIPTIONS: Record<IntentKind, string> = {
  'schedule:save':
    'Proposes a pull request that adds a Velero schedule to a cluster, or changes one.',
  'schedule:pause':
    'Proposes a pull request that keeps a Velero schedule from running, or lets it run again.',
  'schedule:delete':
    'Proposes a pull request that removes a Velero schedule; its backups stay until they expire.',
  'argocd-project:save':
    'Proposes a pull request that says what the Applications of a team may do, in a project of Argo CD.',
  'argocd-application:save':
    'Proposes a pull request that adds an Application of Argo CD, or changes one.',
  'argocd-applicationset:save':
    'Proposes a pull request that lets Argo CD apply one folder of every cluster of an environment, by an ApplicationSet.',
  'flux-kustomization:save':
    'Proposes a pull request that lets the Flux of a cluster apply a folder of a team, with no more rights than its namespace needs.',
  'cluster:onboard':
    'Proposes a pull request that brings a cluster under the config repository: Velero, its rights, a storage location, schedules, and what Argo CD or Flux needs to apply them.',
  'cluster:remove':
    'Proposes a pull request that takes a cluster out of the config repository, in two steps: first it pauses what makes backups, then it deletes the files; what was backed up stays in its bucket.',
  'storage-location:save':
    'Proposes a pull request that adds a storage location of Velero to a cluster, or changes one.',
  'credential:save':
    'Proposes a pull request that brings Velero credentials by reference (ExternalSecret) or encrypted (SealedSecret, SOPS); a Secret in clear is refused.',
  'snapshot-location:save':
    'Proposes a pull request that adds a snapshot location of Velero to a cluster, or changes one.',
  'alert-rules:save':
    'Proposes a pull request that adds alert rules (PrometheusRule) for the schedules of a cluster, or brings them up to date.',
  'longhorn-backup:save':
    'Proposes a pull request that protects volumes of Longhorn: where their backups go, and a job that makes them.',
  'postgres-backup:save':
    'Proposes a pull request that protects a PostgreSQL cluster of CloudNative-PG: where its backups and write-ahead log go, and when base backups are taken.',
};

/**
 * The action of one intent, such as `velero-manager:schedule:save`: its inputs
 * are the fields of the intent.
 *
 * @internal
 */
export function createIntentAction(options: {
  kind: IntentKind;
  service: VeleroManagerService;
}) {
  const { kind, service } = options;
  return createTemplateAction({
    id: `velero-manager:${kind}`,
    description: DESCRIPTIONS[kind],
    examples: examples[kind],
    supportsDryRun: true,
    schema: {
      input: { ...fieldsOf(kind), ...proposalInput },
      output: proposalOutput,
    },
    async handler(ctx) {
      const { planHash, baseRevision, allowRebase, ...fields } = ctx.input;
      const outputs = await proposeIntent({
        service,
        ctx,
        intent: { ...fields, kind },
        guard: { planHash, baseRevision, allowRebase },
      });
      outputAll(ctx, outputs);
    },
  });
}

/**
 * Each field of an intent as the scaffolder wants it. Rules between fields are
 * the backend's to check.
 */
function fieldsOf(kind: IntentKind): Record<string, () => z.ZodType> {
  const schema = intentSchemas[kind];
  const { kind: _, ...fields }: z.ZodRawShape =
    'shape' in schema ? schema.shape : schema.innerType().shape;
  return Object.fromEntries(
    Object.entries(fields).map(([name, field]) => [name, () => field]),
  );
}
