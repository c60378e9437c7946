import {
  clustersDirectory,
  type Environment,
  type EnvironmentList,
  parseSettings,
  type RepositorySettings,
  SETTINGS_PATH,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import type { Clock } from '../kubernetes';
import { matchesPattern } from '../names';
import type { ChangeHost, HostProblem } from './host';
import type { ConfigRepository } from './readConfigRepositories';

/** The fields of a form ask at about the same time, and people go back and forth. */
const KEPT_MS = 30_000;
const LONGEST_MS = 10_000;

interface EnvironmentReaderOptions {
  repositories: ConfigRepository[];
  hosts: ReadonlyMap<string, ChangeHost>;
  clock: Clock;
}

/**
 * Reads which environments there are, and which clusters each has, from the base
 * branches of the config repositories, each at most twice a minute however many
 * ask.
 *
 * @internal
 */
export class EnvironmentReader {
  readonly #options: EnvironmentReaderOptions;
  readonly #read = new Map<
    string,
    { at: number; list: Promise<EnvironmentList> }
  >();

  private constructor(options: EnvironmentReaderOptions) {
    this.#options = options;
  }

  static create(options: EnvironmentReaderOptions): EnvironmentReader {
    return new EnvironmentReader(options);
  }

  async list(): Promise<EnvironmentList> {
    const lists = await Promise.all(
      this.#options.repositories.map(repository => this.#recent(repository)),
    );
    return {
      items: lists
        .flatMap(({ items }) => items)
        .sort((a, b) => a.name.localeCompare(b.name)),
      notes: lists.flatMap(({ notes }) => notes),
    };
  }

  #recent(repository: ConfigRepository): Promise<EnvironmentList> {
    const now = this.#options.clock.now();
    const known = this.#read.get(repository.name);
    if (known && now - known.at < KEPT_MS) {
      return known.list;
    }
    const list = this.#readOne(repository);
    // What went wrong by a fault of ours is not kept.
    list.catch(() => this.#read.delete(repository.name));
    this.#read.set(repository.name, { at: now, list });
    return list;
  }

  async #readOne(repository: ConfigRepository): Promise<EnvironmentList> {
    const host = this.#options.hosts.get(repository.name);
    if (!host) {
      return noted(repository, 'has no host');
    }
    const late = new AbortController();
    const cancel = this.#options.clock.timeout(LONGEST_MS, () => late.abort());
    try {
      return await readFrom(host, repository, late.signal);
    } finally {
      cancel();
    }
  }
}

async function readFrom(
  host: ChangeHost,
  repository: ConfigRepository,
  signal: AbortSignal,
): Promise<EnvironmentList> {
  const paths = { files: [SETTINGS_PATH], directories: [] };
  const result = await host.readSnapshot(paths, { signal });
  if (!result.ok) {
    return noted(repository, `cannot be read: ${causeOf(result.problem)}`);
  }
  const { files, revision } = result.value;
  const text = files.get(SETTINGS_PATH);
  if (text === undefined) {
    return noted(
      repository,
      `has no ${SETTINGS_PATH} on its branch '${repository.branch}'`,
    );
  }
  const settings = parseSettings(text);
  if (!settings.ok) {
    return noted(
      repository,
      `is not set up right: ${settings.reason.replace(/\.$/, '')}`,
    );
  }
  const items = environmentsOf(settings.value, repository);
  const folders = await host.listFolders(
    items.map(({ name }) => clustersDirectory(name)),
    { revision, signal },
  );
  return folders.ok
    ? { items: withClusters(items, folders.value, repository), notes: [] }
    : {
        items,
        notes: noted(
          repository,
          `does not tell which clusters it holds: ${causeOf(folders.problem)}`,
        ).notes,
      };
}

function withClusters(
  environments: Environment[],
  folders: ReadonlyMap<string, string[]>,
  { scope: { clusters } }: ConfigRepository,
): Environment[] {
  const isItsOwn = (name: string) =>
    clusters?.some(pattern => matchesPattern(pattern, name)) ?? true;
  return environments.map(item => ({
    ...item,
    onboarded: (folders.get(clustersDirectory(item.name)) ?? [])
      .filter(isItsOwn)
      .sort(),
  }));
}

function environmentsOf(
  settings: RepositorySettings,
  { name: repository, scope }: ConfigRepository,
): Environment[] {
  return Object.entries(settings.environments)
    .filter(([name]) => scope.environments?.includes(name) ?? true)
    .map(([name, policy]) => ({
      ...{ name, repository },
      engine: policy.engine ?? settings.engine,
      clusterNames: policy.clusterNames,
      onboarded: null,
      approvals: policy.approvals,
      retention: {
        min: policy.retention.min ?? null,
        max: policy.retention.max ?? null,
      },
      restricted: policy.restricted,
    }));
}

function causeOf({ message }: HostProblem): string {
  return message.replace(/\.$/, '');
}

function noted({ name }: ConfigRepository, what: string): EnvironmentList {
  return { items: [], notes: [`The config repository '${name}' ${what}.`] };
}
