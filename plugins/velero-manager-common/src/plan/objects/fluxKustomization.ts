import { FluxKustomizationSaveIntent, intentIdentity } from '../../intents';
import { fluxClusterDirectory } from '../../snapshot/layout';
import type { RepositorySettings } from '../../snapshot';
import type { FieldWish } from '../saveObject';
import { changeAnnotations, placeLabels } from './marks';

type Intent = FluxKustomizationSaveIntent;

const KUSTOMIZE = 'kustomize.toolkit.fluxcd.io/v1';
const SOURCE = 'source.toolkit.fluxcd.io/v1';
const RBAC = 'rbac.authorization.k8s.io';

/** An object that Flux or the cluster is told of, and what an edit sets of it. @internal */
export interface FluxWish {
  apiVersion: string;
  kind: string;
  name: string;
  namespace: string;
  object: object;
  /** Null where it is left alone once it is there. */
  fields: FieldWish[] | null;
}

/** What a Kustomization of a team is made of beside the intent. @internal */
export interface FluxContext {
  intent: Intent;
  settings: RepositorySettings;
  /** The GitRepository of the config repository itself. */
  shared: { name: string };
  /** In the order of the intent. */
  dependencies: { name: string; namespace: string }[];
}

/**
 * Where the Kustomization lives: beside its source, so that no reference
 * crosses namespaces, which a Flux for several teams forbids.
 *
 * @internal
 */
export function kustomizationNamespaceOf(
  { repository, namespace }: Intent,
  { flux }: RepositorySettings,
): string {
  return repository === undefined ? flux.namespace : namespace;
}

/** All that is written for a team: the Kustomization comes last. @internal */
export function fluxWishes(context: FluxContext): FluxWish[] {
  return [
    ...accessWishes(context),
    ...(context.intent.repository === undefined
      ? []
      : [sourceWish(context, context.intent.repository)]),
    kustomizationWish(context),
  ];
}

/** Whoever writes to the team's folder writes to its namespace, and no further. */
function accessWishes(context: FluxContext): FluxWish[] {
  const { intent, settings } = context;
  const account = {
    kind: 'ServiceAccount',
    name: intent.serviceAccount ?? intent.name,
    namespace: kustomizationNamespaceOf(intent, settings),
  };
  return [
    wish(context, { apiVersion: 'v1', ...account, content: {} }),
    wish(context, {
      apiVersion: `${RBAC}/v1`,
      kind: 'RoleBinding',
      name: `flux-${intent.name}`,
      namespace: intent.namespace,
      content: {
        // `admin` is what Kubernetes lets the owner of a namespace do.
        roleRef: { apiGroup: RBAC, kind: 'ClusterRole', name: 'admin' },
        subjects: [account],
      },
    }),
  ];
}

function sourceWish(context: FluxContext, url: string): FluxWish {
  const { name, namespace, branch = 'main', gitSecret } = context.intent;
  const secretRef = gitSecret === undefined ? undefined : { name: gitSecret };
  const spec = {
    interval: '1m',
    url,
    ref: { branch },
    ...(secretRef && { secretRef }),
  };
  return {
    ...wish(context, {
      apiVersion: SOURCE,
      kind: 'GitRepository',
      name,
      namespace,
      content: { spec },
    }),
    fields: [
      [['spec', 'url'], url],
      // A tag or a commit beside it would win over the branch.
      [['spec', 'ref'], { branch }],
      [['spec', 'secretRef'], secretRef],
    ],
  };
}

function kustomizationWish(context: FluxContext): FluxWish {
  const { intent, settings } = context;
  const { name, interval, timeout, wait, prune } = intent;
  const always = {
    interval,
    path: intent.path === '.' ? './' : `./${intent.path}`,
    sourceRef: sourceRefOf(context),
    targetNamespace: intent.namespace,
    serviceAccountName: intent.serviceAccount ?? name,
    wait,
    timeout,
    prune,
    // Removing or renaming it deletes nothing.
    deletionPolicy: 'Orphan',
  };
  const sometimes = {
    dependsOn: dependsOnOf(context),
    decryption:
      intent.decryptionSecret === undefined
        ? undefined
        : { provider: 'sops', secretRef: { name: intent.decryptionSecret } },
  };
  const given = Object.entries(sometimes).filter(
    ([, value]) => value !== undefined,
  );
  return {
    ...wish(context, {
      apiVersion: KUSTOMIZE,
      kind: 'Kustomization',
      name,
      namespace: kustomizationNamespaceOf(intent, settings),
      content: {
        spec: {
          retryInterval: '1m',
          ...always,
          ...Object.fromEntries(given),
        },
      },
    }),
    fields: Object.entries({ ...always, ...sometimes }).map(
      ([field, value]): FieldWish => [['spec', field], value],
    ),
  };
}

function sourceRefOf({ intent, shared }: FluxContext): object {
  return {
    kind: 'GitRepository',
    name: intent.repository === undefined ? shared.name : intent.name,
  };
}

function dependsOnOf({ intent, settings, dependencies }: FluxContext) {
  const own = kustomizationNamespaceOf(intent, settings);
  return dependencies.length === 0
    ? undefined
    : dependencies.map(({ name, namespace }) => ({
        name,
        ...(namespace === own ? {} : { namespace }),
      }));
}

/** An object with our marks; only what has a spec says by which change. */
function wish(
  { intent }: FluxContext,
  what: Pick<FluxWish, 'apiVersion' | 'kind' | 'name' | 'namespace'> & {
    content: { spec?: object; roleRef?: object; subjects?: object[] };
  },
): FluxWish {
  const { content, ...identity } = what;
  const { apiVersion, kind, name, namespace } = identity;
  const annotations =
    content.spec && changeAnnotations(intentIdentity(intent), content.spec);
  const object = {
    apiVersion,
    kind,
    metadata: {
      name,
      namespace,
      labels: placeLabels(intent),
      ...(annotations && { annotations }),
    },
    ...content,
  };
  return { ...identity, object, fields: null };
}

/**
 * What carries the folder of a cluster's teams. It waits for none of them: one
 * team that fails holds up no other.
 *
 * @internal
 */
export function teamsCarrierObject({
  intent,
  settings,
  shared,
}: Omit<FluxContext, 'dependencies'>): object {
  const spec = {
    interval: '10m',
    retryInterval: '1m',
    path: `./${fluxClusterDirectory(intent.cluster)}`,
    sourceRef: { kind: 'GitRepository', name: shared.name },
    wait: false,
    prune: false,
    timeout: '5m',
  };
  return {
    apiVersion: KUSTOMIZE,
    kind: 'Kustomization',
    metadata: {
      name: `${intent.cluster}-teams`,
      namespace: settings.flux.namespace,
      labels: placeLabels(intent),
      annotations: changeAnnotations(intentIdentity(intent), spec),
    },
    spec,
  };
}
