import { stringify } from 'yaml';
import type { Fleet } from './Fleet';
import { createNamespace } from './populateCluster';
import { ORGANIZATION } from './startConfigHost';

/** A service that comes into the story while it goes on. @public */
export interface NewService {
  /** Of the component and of its namespace. */
  name: string;
  cluster: string;
  /** A team of `examples/org.yaml`. */
  owner: string;
}

/** What came of adding one. @public */
export type AddedService =
  | { ok: true; location: string }
  | { ok: false; reason: string };

const CATALOG_FILE = 'catalog-info.yaml';

/** What it runs with, as Argo CD and Flux apply it. */
const DEPLOYED_FILE = 'deploy/config.yaml';

/**
 * Lets a team bring a service into a cluster: a namespace that says whose it
 * is, and a repository with what the catalog is to know of it.
 *
 * @returns where the catalog is to read it, or why that cannot be
 * @internal
 */
export async function addService(
  service: NewService,
  { members, configHost }: Pick<Fleet, 'members' | 'configHost'>,
): Promise<AddedService> {
  const { name, cluster } = service;
  const member = members.find(({ server }) => server.name === cluster);
  if (!member) return refuse(`There is no cluster '${cluster}'`);
  const { store } = member.server;
  if (store.get('namespaces', { name })) {
    return refuse(`'${cluster}' has a namespace '${name}' already`);
  }
  const { host } = configHost;
  if (host.find(`${ORGANIZATION}/${name}`)) {
    return refuse(`There is a repository '${name}' already`);
  }
  const { fullName } = await host.createRepository({
    name,
    owner: ORGANIZATION,
    files: {
      [CATALOG_FILE]: stringify(componentOf(service)),
      [DEPLOYED_FILE]: stringify(configOf(service)),
    },
    access: { portal: 'read' },
  });
  createNamespace(name, { store, component: name });
  const location = `${host.url}/${fullName}/blob/main/${CATALOG_FILE}`;
  return { ok: true, location };
}

function refuse(reason: string): AddedService {
  return { ok: false, reason };
}

function configOf({ name }: NewService): object {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name },
    data: { LOG_LEVEL: 'info' },
  };
}

function componentOf({ name, cluster, owner }: NewService): object {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name,
      description: 'Came later; nobody has thought of backups yet.',
      annotations: { 'velero-manager.io/namespaces': `${cluster}/${name}` },
    },
    spec: { type: 'service', lifecycle: 'production', owner, system: 'shop' },
  };
}
