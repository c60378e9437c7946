import { LinkButton } from '@backstage/core-components';
import type { ReactNode } from 'react';

/** The properties of {@link FormLink}. @internal */
export interface FormLinkProps {
  to: string;
  /** The one thing to do, among others that can be done. */
  isPrimary?: boolean;
  children: ReactNode;
}

/** A button that opens the form of a change. @internal */
export function FormLink({ to, isPrimary, children }: FormLinkProps) {
  return (
    <LinkButton
      to={to}
      size="small"
      color="primary"
      variant={isPrimary ? 'contained' : 'outlined'}
      style={{ textTransform: 'none', overflowWrap: 'anywhere' }}
    >
      {children}
    </LinkButton>
  );
}
