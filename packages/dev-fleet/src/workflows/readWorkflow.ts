import { parse } from 'yaml';
import { Job, Step, Workflow } from './Workflow';

type Parsed<T> = { ok: true; value: T } | { ok: false; reason: string };

/** GitHub's own. */
const DEFAULT_TIMEOUT_MINUTES = 360;

const USES = ['actions/checkout', 'actions/setup-node'] as const;

/**
 * Reads the file of a workflow, as far as the stand-in goes: `pull_request`,
 * pushes to named branches, and jobs one after the other.
 * https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax
 *
 * @param path - names a workflow that has no name
 * @internal
 */
export function readWorkflow(text: string, path: string): Parsed<Workflow> {
  let document: unknown;
  try {
    document = parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { ok: false, reason: `'${path}' is no YAML: ${reason}` };
  }
  const { name, on, jobs } = recordOf(document);
  const found = Object.entries(recordOf(jobs)).map(readJob);
  if (found.length === 0) {
    return { ok: false, reason: `'${path}' has no jobs` };
  }
  return {
    ok: true,
    value: {
      name: typeof name === 'string' ? name : path,
      onPullRequest: triggersOf(on).has('pull_request'),
      onPushTo: listOf(recordOf(triggersOf(on).get('push')).branches).map(
        String,
      ),
      jobs: found,
    },
  };
}

/** `on` may be a word, a list, or an object with what limits each. */
function triggersOf(on: unknown): Map<string, unknown> {
  if (typeof on === 'string') return new Map([[on, null]]);
  if (Array.isArray(on)) return new Map(on.map(name => [String(name), null]));
  return new Map(Object.entries(recordOf(on)));
}

function readJob([key, job]: [string, unknown]): Job {
  const { name, steps, 'timeout-minutes': minutes } = recordOf(job);
  return {
    name: typeof name === 'string' ? name : key,
    timeoutMinutes:
      typeof minutes === 'number' ? minutes : DEFAULT_TIMEOUT_MINUTES,
    steps: listOf(steps).map(step => readStep(recordOf(step))),
  };
}

function readStep({ uses, run }: Record<string, unknown>): Step {
  if (typeof run === 'string') return { run };
  const action = USES.find(name => name === String(uses).split('@')[0]);
  return action ? { uses: action } : { unsupported: `uses: ${uses}` };
}

function recordOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? { ...value }
    : {};
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}
