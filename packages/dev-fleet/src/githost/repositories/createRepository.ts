import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { GitRepository } from '../git/GitRepository';
import { HostContext } from '../HostContext';
import { ensureLabel } from '../pulls/labelPullRequest';
import { isApiPath } from '../rest/isApiPath';
import { HostedRepository } from './HostedRepository';
import { RepositoryOptions } from './RepositoryOptions';
import { seedRepository } from './seedRepository';

const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;

/**
 * Makes a repository with one commit on a host.
 *
 * @param options.folder - under which the repositories of a host lie
 * @throws Error for a name that is taken or cannot be one
 * @internal
 */
export async function createRepository(
  context: HostContext,
  options: RepositoryOptions & { folder: string },
): Promise<HostedRepository> {
  const { accounts, repositories, now, nextId } = context;
  const { folder, name, branch = 'main', labels = [] } = options;
  const owner = accounts.require(options.owner ?? accounts.org.login);
  const fullName = `${owner.login}/${name}`;
  if (
    !NAME.test(name) ||
    !NAME.test(owner.login) ||
    isApiPath(`/${fullName}`)
  ) {
    throw new Error(`'${fullName}' cannot be a repository's name`);
  }
  const isTaken = repositories.some(
    repository => repository.fullName.toLowerCase() === fullName.toLowerCase(),
  );
  if (isTaken) throw new Error(`the repository '${fullName}' exists already`);
  const parent = join(folder, owner.login);
  await mkdir(parent, { recursive: true });
  const git = await GitRepository.create(join(parent, `${name}.git`), branch);
  const at = now();
  const { files } = options;
  await seedRepository(git, { branch, files, author: owner, now: at });
  const repository = HostedRepository.create({
    id: nextId(),
    owner,
    name,
    description: options.description ?? null,
    isPrivate: options.isPrivate ?? true,
    defaultBranch: branch,
    createdAt: at,
    git,
    accounts,
    access: options.access ?? {},
    protection: options.protection ?? {},
  });
  for (const label of labels) ensureLabel(context, repository, { name: label });
  repositories.push(repository);
  return repository;
}
