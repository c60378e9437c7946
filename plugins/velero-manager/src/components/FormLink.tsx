import { LinkButton } from '@backstage/core-components';
import type { ReactNode } from 'react';

/** The properties of {@link FormLink}. @internal */
export interface FormLinkProps {
  to: string;
  /** The one thing to do, among others that can be done. */
  isPrimary?: boolean;
  /** What it is called to those who do not see what it stands beside. */
  label?: string;
  children: ReactNode;
}

/** A button that opens the form of a change. @internal */
export function FormLink(props: FormLinkProps) {
  const { to, isPrimary, label, children } = props;
  return (
    <LinkButton
      to={to}
      aria-label={label}
      size="small"
      color="primary"
      variant={isPrimary ? 'contained' : 'outlined'}
      style={{ textTransform: 'none', overflowWrap: 'anywhere' }}
    >
      {children}
    </LinkButton>
  );
}
