/** A person, a bot, or the organization. @public */
export interface Account {
  id: number;
  login: string;
  type: 'User' | 'Bot' | 'Organization';
  /** Shown name. */
  name: string;
  email: string;
}

/** A group of users within the organization. @public */
export interface Team {
  id: number;
  slug: string;
  name: string;
  members: Account[];
}

/** What somebody may do in a repository, each including those before. @public */
export type Right = 'read' | 'write' | 'admin';

/** Who makes a call. @internal */
export interface Actor {
  account: Account;
  /** Set for an app's installation; limits it to its own rights. */
  installation?: { right: Right };
  /** Set for an app itself, which may only ask for installation tokens. */
  isApp?: boolean;
}

/** A person as the host is told of them. @public */
export interface UserOptions {
  login: string;
  name?: string;
  email?: string;
  /** Work for the API and as the password of git. */
  tokens?: string[];
  /** Owners of the organization are admins of all its repositories. */
  isOwner?: boolean;
}

/** A team as the host is told of it. @public */
export interface TeamOptions {
  slug: string;
  name?: string;
  /** Logins. */
  members?: string[];
}

/** A GitHub App, installed in the organization. @public */
export interface AppOptions {
  id: number;
  slug: string;
  /** PEM, the half of the key that checks the app's JSON web tokens. */
  publicKey: string;
  /** Of the installation, in all repositories. Default: write. */
  right?: Right;
}
