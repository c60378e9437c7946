/** A step of a job, as far as it is carried out. @internal */
export type Step =
  | { uses: 'actions/checkout' | 'actions/setup-node' }
  | { run: string }
  | { unsupported: string };

/** A job, which becomes one check. @internal */
export interface Job {
  /** What its check is called: the job's name or else its key. */
  name: string;
  timeoutMinutes: number;
  steps: Step[];
}

/** A workflow of a repository. @internal */
export interface Workflow {
  name: string;
  /** Whether pull requests start it. */
  onPullRequest: boolean;
  /** The branches whose pushes start it. */
  onPushTo: string[];
  jobs: Job[];
}
