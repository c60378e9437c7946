import { z } from 'zod';
import {
  anything,
  clusterScoped,
  flag,
  name,
  namespaced,
  strict,
  target,
  text,
  textMap,
  texts,
} from './fields';

const RBAC = 'rbac.authorization.k8s.io';

/** A Namespace. @internal */
export const namespaceSchema = strict(
  {
    apiVersion: z.literal('v1'),
    kind: z.literal('Namespace'),
    metadata: clusterScoped,
  },
  { spec: strict({}, { finalizers: texts }) },
);

/** A ServiceAccount. @internal */
export const serviceAccountSchema = strict(
  {
    apiVersion: z.literal('v1'),
    kind: z.literal('ServiceAccount'),
    metadata: namespaced,
  },
  {
    automountServiceAccountToken: flag,
    imagePullSecrets: z.array(strict({}, { name: text })),
  },
);

/** A Secret; whether it may stand in Git is another rule's question. @internal */
export const secretSchema = strict(
  {
    apiVersion: z.literal('v1'),
    kind: z.literal('Secret'),
    metadata: namespaced,
  },
  {
    type: text,
    immutable: flag,
    data: textMap,
    stringData: textMap,
    sops: z.record(text, anything),
  },
);

const rules = z.array(
  strict(
    { verbs: texts },
    {
      apiGroups: texts,
      resources: texts,
      resourceNames: texts,
      nonResourceURLs: texts,
    },
  ),
);
const roleRef = strict({ apiGroup: text, kind: text, name: text }, {});
const subjects = z.array(
  strict({ kind: text, name: text }, { apiGroup: text, namespace: text }),
);

const rbacApi = z.literal(`${RBAC}/v1`);

/** A ClusterRole. @internal */
export const clusterRoleSchema = strict(
  {
    apiVersion: rbacApi,
    kind: z.literal('ClusterRole'),
    metadata: clusterScoped,
  },
  { rules, aggregationRule: z.record(text, anything) },
);
/** A ClusterRoleBinding. @internal */
export const clusterRoleBindingSchema = strict(
  {
    apiVersion: rbacApi,
    kind: z.literal('ClusterRoleBinding'),
    metadata: clusterScoped,
    roleRef,
  },
  { subjects },
);
/** A Role. @internal */
export const roleSchema = strict(
  { apiVersion: rbacApi, kind: z.literal('Role'), metadata: namespaced },
  { rules },
);
/** A RoleBinding. @internal */
export const roleBindingSchema = strict(
  {
    apiVersion: rbacApi,
    kind: z.literal('RoleBinding'),
    metadata: namespaced,
    roleRef,
  },
  { subjects },
);

const generator = strict(
  { name },
  {
    namespace: text,
    behavior: text,
    files: texts,
    literals: texts,
    envs: texts,
    options: z.record(text, anything),
    type: text,
  },
);

const kustomizeFields = {
  metadata: strict({}, { name: text, annotations: textMap, labels: textMap }),
  resources: texts,
  components: texts,
  namespace: text,
  namePrefix: text,
  nameSuffix: text,
  labels: z.array(
    strict(
      {},
      {
        pairs: textMap,
        includeSelectors: flag,
        includeTemplates: flag,
        fields: z.array(anything),
      },
    ),
  ),
  commonAnnotations: textMap,
  patches: z.array(
    strict(
      {},
      { path: text, patch: text, target, options: z.record(text, flag) },
    ),
  ),
  images: z.array(
    strict(
      { name: text },
      { newName: text, newTag: text, digest: text, tagSuffix: text },
    ),
  ),
  replicas: z.array(strict({ name: text, count: z.number().int() }, {})),
  replacements: z.array(anything),
  configMapGenerator: z.array(generator),
  secretGenerator: z.array(generator),
  generatorOptions: z.record(text, anything),
  generators: texts,
  transformers: texts,
  configurations: texts,
  openapi: z.record(text, anything),
  buildMetadata: texts,
  sortOptions: z.record(text, anything),
};

/** The kustomization.yaml of a folder. @internal */
export const kustomizationSchema = strict(
  {
    apiVersion: z.literal('kustomize.config.k8s.io/v1beta1'),
    kind: z.literal('Kustomization'),
  },
  kustomizeFields,
);

/** The kustomization.yaml of a base that is mixed in. @internal */
export const componentSchema = strict(
  {
    apiVersion: z.literal('kustomize.config.k8s.io/v1alpha1'),
    kind: z.literal('Component'),
  },
  kustomizeFields,
);
