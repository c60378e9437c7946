import { Right } from '../accounts/Account';
import { BranchProtection } from './BranchProtection';

/** A repository as the host is told of it. @public */
export interface RepositoryOptions {
  /** The organization or a user. Default: the organization. */
  owner?: string;
  name: string;
  /** Contents by path, or a folder to copy. */
  files: Record<string, string | Buffer> | string;
  /** Default: `main`. */
  branch?: string;
  description?: string;
  /** Public ones may be read by all. Default: true. */
  isPrivate?: boolean;
  /** By login, or `@slug` for a team. */
  access?: Record<string, Right>;
  /** By branch. */
  protection?: Record<string, BranchProtection>;
  /** Labels that are there from the start. */
  labels?: string[];
}
