import type { BackstageCredentials } from '@backstage/backend-plugin-api';

/**
 * Who a caller is, for records: the entity ref of a user, or `service:` and the
 * subject of a service.
 *
 * @internal
 */
export function principalName({ principal }: BackstageCredentials): string {
  const { type, userEntityRef, subject } = principal as {
    type?: string;
    userEntityRef?: string;
    subject?: string;
  };
  if (type === 'user' && userEntityRef) {
    return userEntityRef;
  }
  return type === 'service' && subject ? `service:${subject}` : 'nobody';
}
