import { HostError } from '../HostError';
import { accountHandlers } from './handlers/accountHandlers';
import { branchHandlers } from './handlers/branchHandlers';
import { commitHandlers } from './handlers/commitHandlers';
import { contentHandlers } from './handlers/contentHandlers';
import { conversationHandlers } from './handlers/conversationHandlers';
import { objectHandlers } from './handlers/objectHandlers';
import { pullHandlers } from './handlers/pullHandlers';
import { refHandlers } from './handlers/refHandlers';
import { repositoryOf, RestAnswer, RestCall, RestHandler } from './RestCall';
import { SupportedCallId } from './supportedCalls';

/** One for each supported call: the compiler sees to it. */
const handlers: Record<SupportedCallId, RestHandler> = {
  ...accountHandlers,
  ...branchHandlers,
  ...commitHandlers,
  ...contentHandlers,
  ...conversationHandlers,
  ...objectHandlers,
  ...pullHandlers,
  ...refHandlers,
};

/** What an app's own token is good for. */
const FOR_APPS = /^(apps|meta|rate-limit)\//;

/**
 * Answers a REST call; changes to one repository come one after another.
 *
 * @throws HostError where GitHub would refuse
 * @internal
 */
export async function answerRest(call: RestCall): Promise<RestAnswer> {
  const { id, method, params } = call.call;
  if (call.actor?.isApp && !FOR_APPS.test(id)) {
    throw HostError.notAccessible('integration');
  }
  const handler = handlers[id];
  if (method === 'GET' || !params.repo) return handler(call);
  return repositoryOf(call).exclusive(async () => handler(call));
}
