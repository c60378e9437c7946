/** What a step of a workflow says of a place. @public */
export interface Annotation {
  level: 'error' | 'warning' | 'notice';
  file: string | null;
  line: number | null;
  title: string | null;
  message: string;
}

/** One run of one job of a workflow. @public */
export interface WorkflowRun {
  readonly id: number;
  /** The workflow's name. */
  readonly workflow: string;
  /** What the check is called. */
  readonly job: string;
  readonly event: 'pull_request' | 'push';
  /** The commit that it looks at. */
  readonly sha: string;
  state: 'in_progress' | 'success' | 'failure';
  annotations: Annotation[];
  /** All that its steps wrote. */
  log: string;
}
