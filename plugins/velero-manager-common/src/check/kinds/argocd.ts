import { z } from 'zod';
import {
  anything,
  flag,
  name,
  namespaced,
  oneOf,
  strict,
  target,
  text,
  textMap,
  texts,
  whole,
} from './fields';

const apiVersion = z.literal('argoproj.io/v1alpha1');
const variable = strict({ name: text, value: text }, { code: flag });

const helm = strict(
  {},
  {
    apiVersions: texts,
    fileParameters: z.array(strict({}, { name: text, path: text })),
    ignoreMissingValueFiles: flag,
    kubeVersion: text,
    namespace: text,
    parameters: z.array(
      strict({}, { forceString: flag, name: text, value: text }),
    ),
    passCredentials: flag,
    releaseName: text,
    skipCrds: flag,
    skipSchemaValidation: flag,
    skipTests: flag,
    valueFiles: texts,
    values: text,
    valuesObject: z.record(text, anything),
    version: text,
  },
);

const kustomize = strict(
  {},
  {
    apiVersions: texts,
    commonAnnotations: textMap,
    commonAnnotationsEnvsubst: flag,
    commonLabels: textMap,
    components: texts,
    forceCommonAnnotations: flag,
    forceCommonLabels: flag,
    ignoreMissingComponents: flag,
    images: texts,
    kubeVersion: text,
    labelIncludeTemplates: flag,
    labelWithoutSelector: flag,
    namePrefix: text,
    nameSuffix: text,
    namespace: text,
    patches: z.array(
      strict(
        {},
        { options: z.record(text, flag), patch: text, path: text, target },
      ),
    ),
    replicas: z.array(
      strict({ name: text, count: z.union([text, whole]) }, {}),
    ),
    version: text,
  },
);

const source = strict(
  { repoURL: name },
  {
    chart: text,
    directory: strict(
      {},
      {
        disableExtensionFilter: flag,
        exclude: text,
        include: text,
        recurse: flag,
        jsonnet: strict(
          {},
          { extVars: z.array(variable), libs: texts, tlas: z.array(variable) },
        ),
      },
    ),
    helm,
    kustomize,
    name: text,
    path: text,
    plugin: strict(
      {},
      {
        env: z.array(strict({ name: text, value: text }, {})),
        name: text,
        parameters: z.array(
          strict({}, { array: texts, map: textMap, name: text, string: text }),
        ),
      },
    ),
    ref: text,
    tagPrefix: text,
    targetRevision: text,
  },
);

const syncPolicy = strict(
  {},
  {
    automated: strict(
      {},
      { allowEmpty: flag, enabled: flag, prune: flag, selfHeal: flag },
    ),
    managedNamespaceMetadata: strict(
      {},
      { annotations: textMap, labels: textMap },
    ),
    retry: strict(
      {},
      {
        backoff: strict(
          {},
          { duration: text, factor: whole, maxDuration: text },
        ),
        limit: whole,
        refresh: flag,
      },
    ),
    syncOptions: texts,
  },
);

/** What an Application says, alone or in the template of an ApplicationSet. @internal */
export const applicationSpec = strict(
  {
    project: text,
    destination: strict({}, { name: text, namespace: text, server: text }),
  },
  {
    source,
    sources: z.array(source).min(1),
    syncPolicy,
    revisionHistoryLimit: whole,
    info: z.array(strict({ name: text, value: text }, {})),
    ignoreDifferences: z.array(
      strict(
        { kind: text },
        {
          group: text,
          jqPathExpressions: texts,
          jsonPointers: texts,
          managedFieldsManagers: texts,
          name: text,
          namespace: text,
        },
      ),
    ),
  },
).refine(
  ({ source: one, sources }) => (one === undefined) !== (sources === undefined),
  {
    message: "must have either 'source' or 'sources'",
  },
);

/** An Argo CD Application. @internal */
export const applicationSchema = strict(
  {
    apiVersion,
    kind: z.literal('Application'),
    metadata: namespaced,
    spec: applicationSpec,
  },
  {},
);

const clusterKind = strict({ group: text, kind: text }, { name: text });
const namespacedKind = strict({ group: text, kind: text }, {});

/** An Argo CD AppProject. @internal */
export const appProjectSchema = strict(
  {
    apiVersion,
    kind: z.literal('AppProject'),
    metadata: namespaced,
    spec: strict(
      {},
      {
        description: z.string().max(255),
        sourceRepos: texts,
        sourceNamespaces: texts,
        destinations: z.array(
          strict({}, { name: text, namespace: text, server: text }),
        ),
        clusterResourceWhitelist: z.array(clusterKind),
        clusterResourceBlacklist: z.array(clusterKind),
        namespaceResourceWhitelist: z.array(namespacedKind),
        namespaceResourceBlacklist: z.array(namespacedKind),
        destinationServiceAccounts: z.array(
          strict(
            { defaultServiceAccount: text, server: text },
            { namespace: text },
          ),
        ),
        orphanedResources: strict(
          {},
          {
            warn: flag,
            ignore: z.array(
              strict({}, { group: text, kind: text, name: text }),
            ),
          },
        ),
        permitOnlyProjectScopedClusters: flag,
        roles: z.array(
          strict(
            { name: text },
            { description: text, groups: texts, policies: texts },
          ),
        ),
        signatureKeys: z.array(strict({ keyID: text }, {})),
        syncWindows: z.array(
          strict(
            {},
            {
              andOperator: flag,
              applications: texts,
              clusters: texts,
              description: text,
              duration: text,
              kind: oneOf('allow', 'deny'),
              manualSync: flag,
              namespaces: texts,
              schedule: text,
              syncOverrun: flag,
              timeZone: text,
            },
          ),
        ),
      },
    ),
  },
  {},
);
