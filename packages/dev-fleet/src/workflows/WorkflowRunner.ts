import type {
  Annotation,
  GitHost,
  HostedRepository,
  HostEvent,
  StatusState,
  WorkflowRun,
} from '../githost';
import { readTree } from '../gitops/source/readTree';
import { LocalPackage } from './LocalPackage';
import { readAnnotations } from './readAnnotations';
import { readWorkflow } from './readWorkflow';
import { runJob } from './runJob';
import { Job, Workflow } from './Workflow';

const WORKFLOW = /^\.github\/workflows\/[^/]+\.ya?ml$/;

/** GitHub takes no longer ones. */
const MAX_DESCRIPTION = 140;

/** What starts jobs: a commit, and why. */
interface Trigger {
  repository: HostedRepository;
  event: WorkflowRun['event'];
  sha: string;
  /** Only for pushes. */
  branch?: string;
}

/**
 * Stands in for a host's runners of workflows: what stands in
 * `.github/workflows` of a commit is carried out on that commit when a pull
 * request gets it as its head, or a branch is pushed, and each job becomes a
 * status of the commit. One job after the other.
 *
 * @public
 */
export class WorkflowRunner {
  readonly #host: GitHost;
  readonly #packages: LocalPackage[];
  readonly #stopping = new AbortController();
  readonly #unsubscribe: () => void;
  #last: Promise<void> = Promise.resolve();

  private constructor(host: GitHost, packages: LocalPackage[]) {
    this.#host = host;
    this.#packages = packages;
    this.#unsubscribe = host.events.subscribe(event => {
      const trigger = triggerOf(event);
      if (!trigger) return;
      this.#last = this.#last
        .then(() => this.#follow(trigger))
        .catch(error => console.error('A workflow could not be run:', error));
    });
  }

  /** @param packages - the programs that steps may run */
  static start(host: GitHost, packages: LocalPackage[]): WorkflowRunner {
    return new WorkflowRunner(host, packages);
  }

  /** Waits until all that was started so far has ended. */
  settled(): Promise<void> {
    return this.#last;
  }

  /** Ends what is under way and starts nothing more. */
  async stop(): Promise<void> {
    this.#unsubscribe();
    this.#stopping.abort();
    await this.#last;
  }

  async #follow(trigger: Trigger): Promise<void> {
    const { repository, sha, event } = trigger;
    const files = await readTree(repository.git.dir, sha);
    for (const [path, text] of files) {
      if (!WORKFLOW.test(path)) continue;
      const read = readWorkflow(text, path);
      if (!read.ok) {
        const description = read.reason;
        await this.#say(trigger, {
          state: 'error',
          context: path,
          description,
        });
        continue;
      }
      const { value: workflow } = read;
      if (!isStarted(workflow, trigger)) continue;
      for (const job of workflow.jobs) {
        if (this.#stopping.signal.aborted) return;
        const run: WorkflowRun = {
          id: repository.runs.length + 1,
          workflow: workflow.name,
          job: job.name,
          event,
          sha,
          state: 'in_progress',
          annotations: [],
          log: '',
        };
        repository.runs.push(run);
        await this.#run(job, run, trigger);
      }
    }
  }

  async #run(job: Job, run: WorkflowRun, trigger: Trigger): Promise<void> {
    const { repository, sha } = trigger;
    const context = job.name;
    const targetUrl = `${this.#host.url}/${repository.fullName}/actions/runs/${
      run.id
    }`;
    const say = (state: StatusState, description: string) =>
      this.#say(trigger, { state, context, description, targetUrl });
    await say('pending', 'Under way');
    try {
      const { succeeded, log } = await runJob(job, {
        gitDir: repository.git.dir,
        sha,
        packages: this.#packages,
        signal: this.#stopping.signal,
      });
      run.log = log;
      run.annotations = readAnnotations(log);
      run.state = succeeded ? 'success' : 'failure';
    } catch (error) {
      // Whatever happened, a check that is required must not stay open.
      run.log = String(error);
      run.state = 'failure';
    }
    if (this.#stopping.signal.aborted) return;
    await (run.state === 'success'
      ? say('success', 'Successful')
      : say('failure', problemOf(run.annotations)));
  }

  async #say(
    { repository, sha }: Trigger,
    status: {
      state: StatusState;
      context: string;
      description: string;
      targetUrl?: string;
    },
  ): Promise<void> {
    const { targetUrl = null, description } = status;
    await this.#host.setStatus(repository, {
      ...status,
      sha,
      targetUrl,
      description: shorten(description),
    });
  }
}

function triggerOf(event: HostEvent): Trigger | null {
  const { repository } = event;
  if (event.type === 'pull_request') {
    return ['opened', 'synchronize', 'reopened'].includes(event.action)
      ? { repository, event: 'pull_request', sha: event.pull.head.sha }
      : null;
  }
  const branch =
    event.type === 'push' && /^refs\/heads\/(.+)$/.exec(event.ref)?.[1];
  return branch && !/^0+$/.test(event.after)
    ? { repository, event: 'push', sha: event.after, branch }
    : null;
}

function isStarted(workflow: Workflow, { event, branch }: Trigger): boolean {
  return event === 'pull_request'
    ? workflow.onPullRequest
    : workflow.onPushTo.some(name => name === branch);
}

function problemOf(annotations: Annotation[]): string {
  const errors = annotations.filter(({ level }) => level === 'error');
  const [first] = errors;
  if (!first) return 'Failed';
  const more = errors.length > 1 ? ` (and ${errors.length - 1} more)` : '';
  return `${first.title ?? 'error'}${more}: ${first.message}`;
}

function shorten(text: string): string {
  return text.length > MAX_DESCRIPTION
    ? `${text.slice(0, MAX_DESCRIPTION - 1)}…`
    : text;
}
