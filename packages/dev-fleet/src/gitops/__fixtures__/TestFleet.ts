import { createContext } from '../../apiserver/createContext';
import { kindsOfGroups } from '../../apiserver/kinds/defaultKinds';
import { KubeObject, ObjectInput } from '../../apiserver/KubeObject';
import { attachGitOps, GitOps } from '../attachGitOps';
import { BootstrapFile } from '../bootstrap/applyBootstrap';
import { GitOpsCluster } from '../cluster/GitOpsCluster';
import { recordOf } from '../manifests/lenient';
import { GitSource } from '../source/GitSource';
import { GitSources } from '../source/GitSources';
import { TestRepository } from './TestRepository';

const CORE = ['', 'apps', 'apiextensions.k8s.io'];
const GROUPS = {
  argocd: ['argoproj.io'],
  flux: [
    'source.toolkit.fluxcd.io',
    'kustomize.toolkit.fluxcd.io',
    'helm.toolkit.fluxcd.io',
  ],
};

export const APPS = 'applications.argoproj.io';

/** Clusters with stand-ins, and a clock that tests move. */
export class TestFleet {
  now = new Date('2026-11-20T10:00:00Z');
  readonly clusters: GitOpsCluster[] = [];
  readonly repository: TestRepository;
  #gitops: GitOps | undefined;
  #bootstrap: BootstrapFile[];

  constructor(repository: TestRepository, bootstrap: BootstrapFile[] = []) {
    this.repository = repository;
    this.#bootstrap = bootstrap;
  }

  /** Adds a cluster; with Velero if its kinds are to be there. */
  add(
    name: string,
    options: { gitops?: 'argocd' | 'flux'; velero?: boolean } = {},
  ): GitOpsCluster {
    const { gitops = null, velero = true } = options;
    const groups = [
      ...CORE,
      ...(velero ? ['velero.io'] : []),
      ...(gitops ? GROUPS[gitops] : []),
    ];
    const { kinds, store } = createContext({
      kinds: kindsOfGroups(groups),
      now: () => this.now,
    });
    const namespaces = [
      ...(velero ? ['velero'] : []),
      ...(gitops === 'argocd' ? ['argocd'] : []),
      ...(gitops === 'flux' ? ['flux-system'] : []),
    ];
    for (const namespace of namespaces) {
      store.create('namespaces', { metadata: { name: namespace } });
    }
    const servers = [`https://${name}.example.com:6443`];
    const cluster = { name, servers, store, kinds, gitops };
    this.clusters.push(cluster);
    return cluster;
  }

  /** Moves on by so many seconds, with a look at each. */
  async run(seconds = 1): Promise<void> {
    this.#gitops ??= attachGitOps({
      clusters: this.clusters,
      sources: GitSources.create([
        GitSource.create({
          urls: [this.repository.url],
          gitDir: this.repository.dir,
        }),
      ]),
      bootstrap: this.#bootstrap,
    });
    for (let second = 0; second < seconds; second += 1) {
      this.now = new Date(this.now.getTime() + 1_000);
      await this.#gitops.tick(this.now);
    }
  }
}

/** A Schedule as it stands in a file. */
export function scheduleYaml(
  name: string,
  options: { cron?: string; annotations?: Record<string, string> } = {},
): string {
  const { cron = '0 1 * * *', annotations } = options;
  return JSON.stringify({
    apiVersion: 'velero.io/v1',
    kind: 'Schedule',
    metadata: { name, namespace: 'velero', annotations },
    spec: { schedule: cron, template: { includedNamespaces: ['shop'] } },
  });
}

/** An Application for a folder of the test repository. */
export function application(
  name: string,
  spec: Record<string, unknown> = {},
  metadata: Record<string, unknown> = {},
): ObjectInput {
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: { name, namespace: 'argocd', ...metadata },
    spec: {
      project: 'default',
      source: {
        repoURL: 'https://git.example.com/shop/config.git',
        path: 'leaf',
        targetRevision: 'main',
      },
      destination: {
        server: 'https://kubernetes.default.svc',
        namespace: 'velero',
      },
      syncPolicy: { automated: { prune: true, selfHeal: false } },
      ...spec,
    },
  };
}

/** The parts of an Application's status that tests look at. */
export function statusOf(cluster: GitOpsCluster, name: string) {
  const object = cluster.store.get(APPS, { namespace: 'argocd', name });
  const status = recordOf(object?.status);
  const sync = recordOf(status.sync);
  const operation = recordOf(status.operationState);
  return {
    sync: sync.status,
    revision: sync.revision ?? sync.revisions,
    health: recordOf(status.health).status,
    conditions: status.conditions,
    phase: operation.phase,
    message: operation.message,
    history: status.history,
    resources: status.resources,
    reconciledAt: status.reconciledAt,
  };
}

/** An object of Velero. */
export function veleroObject(
  cluster: GitOpsCluster,
  resource: string,
  name: string,
): KubeObject | undefined {
  return cluster.store.get(`${resource}.velero.io`, {
    namespace: 'velero',
    name,
  });
}
