import { Link } from '@backstage/core-components';
import type { ReactNode } from 'react';

/** The properties of {@link SafeLink}. @internal */
export interface SafeLinkProps {
  /** An address that came from a cluster or a Git host: hostile until checked. */
  to: string;
  children: ReactNode;
}

/** A link to another page or into the portal; anything else is plain text. @internal */
export function SafeLink({ to, children }: SafeLinkProps) {
  return isSafe(to) ? <Link to={to}>{children}</Link> : <>{children}</>;
}

function isSafe(address: string): boolean {
  const isPath = /^\/(?![/\\])/.test(address);
  return isPath || /^https?:\/\/[^/]/i.test(address);
}
