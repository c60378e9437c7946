import { Actor } from '../accounts/Account';
import { HostContext } from '../HostContext';
import { HostedRepository } from '../repositories/HostedRepository';

/** What nodes are resolved with: the host and who asks. @internal */
export interface GraphqlScope {
  context: HostContext;
  actor: Actor;
}

/** The same within one repository. @internal */
export interface RepositoryScope extends GraphqlScope {
  repository: HostedRepository;
}
