import {
  applyPlan,
  check,
  type ChangePlan,
  checkRepository,
  type Intent,
  parseIntent,
  pathsOf,
  plan,
  safePath,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import { parseAllDocuments } from 'yaml';
import { startRepository } from '../src/init/startRepository';
import type { StrictSchemas } from '../src/__testUtils__/StrictSchemas';
import { onboarding, teamProject } from './firstIntents';
import type { Step, Work } from './randomWork';
import { workByHand } from './workByHand';

/** What became of an intent. */
export interface Outcome {
  kind: string;
  result: 'planned' | 'unchanged' | 'conflict' | 'refused';
  /** Why it was not planned, without names; codes of findings where refused. */
  why: string | null;
}

const HAND = /^\s*# by hand \d+$/gm;
/** Every place that CONFIG-REPO's layout knows for what intents write. */
const LAYOUT =
  /^(environments\/[a-z0-9-]+\/(clusters\/[a-z0-9-]+\/velero-(install|config)|shared)\/[A-Za-z0-9._/-]+\.yaml|(argocd-apps|flux\/clusters)\/[a-z0-9-]+(\/[a-z0-9.-]+)?\.yaml)$/;
const SECRETS = [
  /-----BEGIN [A-Z ]*PRIVATE KEY-----/,
  /\bA(KIA|SIA)[0-9A-Z]{16}\b/,
  /:\/\/[^\s/:@]+:[^\s/@]+@/,
  /\bgh[pousr]_[A-Za-z0-9]{30,}/,
];

/** What intents change that name something as `existing`. */
const KINDS_OF: Record<string, string[] | undefined> = {
  'schedule:save': ['Schedule'],
  'schedule:pause': ['Schedule'],
  'schedule:delete': ['Schedule'],
  'storage-location:save': ['BackupStorageLocation'],
  'snapshot-location:save': ['VolumeSnapshotLocation'],
  'credential:save': ['ExternalSecret', 'SealedSecret'],
};

/**
 * A config repository that is worked on by intents and by hand. Whatever an
 * intent breaks of what is promised is thrown.
 */
export class FuzzedRepository {
  #files: ReadonlyMap<string, string>;
  readonly #schemas: StrictSchemas | null;

  private constructor(
    files: ReadonlyMap<string, string>,
    schemas: StrictSchemas | null,
  ) {
    this.#files = files;
    this.#schemas = schemas;
  }

  static start(
    { engine, clusters }: Pick<Work, 'engine' | 'clusters'>,
    schemas: StrictSchemas | null,
  ): FuzzedRepository {
    const started = startRepository({
      engine,
      environments: ['production', 'staging'],
      url: 'https://git.example.com/shop/backups',
      branch: 'main',
      securityTeam: 'shop/security',
      reviewers: 'shop/backups',
    });
    if (!started.ok) throw new Error(started.reason);
    const repository = new FuzzedRepository(started.value, schemas);
    for (const { environment, number } of clusters) {
      repository.work({
        intent: onboarding(environment, number),
        pick: 0,
        isEdit: false,
        byHand: null,
      });
    }
    repository.work({
      intent: teamProject,
      pick: 0,
      isEdit: false,
      byHand: null,
    });
    return repository;
  }

  get files(): ReadonlyMap<string, string> {
    return this.#files;
  }

  /** Carries out one step. */
  work(step: Step): Outcome {
    if (step.byHand) this.#workByHand(step, step.byHand);
    const asked = this.#settle(step);
    const { kind } = step.intent;
    const read = parseIntent(asked);
    if (!read.ok) throw new Error(`${read.reason} ${JSON.stringify(asked)}`);
    const intent = read.value;
    const planned = plan(intent, this.#snapshotFor(intent));
    if (step.pick % 8 === 0) {
      const again = plan(intent, this.#snapshotFor(intent));
      expectSame(planned, again, 'is planned differently the second time');
    }
    if (planned.result === 'conflict') {
      return { kind, result: 'conflict', why: withoutNames(planned.reason) };
    }
    if (planned.result === 'unchanged') {
      return { kind, result: 'unchanged', why: null };
    }
    const errors = this.#errorsOf(intent, planned.plan);
    if (errors.length > 0) {
      // Nothing is proposed, so nothing is changed.
      const codes = [...new Set(errors.map(({ code }) => code))].sort();
      const why = `${codes.join(' ')}, such as: ${errors[0].message}`;
      return { kind, result: 'refused', why: withoutNames(why) };
    }
    this.#carryOut(intent, planned.plan);
    return { kind, result: 'planned', why: null };
  }

  /** What the checks find in all of it. */
  findErrors(): string[] {
    return checkRepository(this.#files)
      .filter(({ severity }) => severity === 'error')
      .map(({ code, path, message }) => `${code} ${path}: ${message}`);
  }

  /** As the portal plans: from no more than what the intent may look at. */
  #snapshotFor(intent: Intent, files = this.#files) {
    const { files: some, directories } = pathsOf(intent);
    const within = (path: string) =>
      some.includes(path) ||
      directories.some(directory => path.startsWith(`${directory}/`));
    return {
      revision: 'x',
      truncated: false as const,
      files: new Map([...files].filter(([path]) => within(path))),
    };
  }

  #errorsOf(intent: Intent, change: ChangePlan) {
    return check({ plan: change }, this.#snapshotFor(intent)).filter(
      ({ severity }) => severity === 'error',
    );
  }

  #carryOut(intent: Intent, change: ChangePlan): void {
    const after = applyPlan(this.#files, change);
    const again = plan(intent, this.#snapshotFor(intent, after));
    expectSame(again, { result: 'unchanged' }, 'leaves something to do');
    const { files, directories } = pathsOf(intent);
    for (const { path, content, before } of change.files) {
      const isInScope =
        files.includes(path) ||
        directories.some(directory => path.startsWith(`${directory}/`));
      demand(isInScope, `writes outside of its scope: '${path}'`);
      demand(safePath(path).ok, `writes to an unsafe path: '${path}'`);
      demand(LAYOUT.test(path), `writes outside of the layout: '${path}'`);
      if (content === null) continue;
      this.#inspect(path, content);
      expectSame(
        content.match(HAND) ?? [],
        (before ?? '').match(HAND) ?? [],
        `loses what was written by hand in '${path}'`,
      );
    }
    this.#files = after;
  }

  #inspect(path: string, text: string): void {
    for (const pattern of SECRETS) {
      demand(!pattern.test(text), `writes what looks like a secret: '${path}'`);
    }
    const read = (version: '1.1' | '1.2') =>
      parseAllDocuments(text, { version }).map(document => {
        demand(document.errors.length === 0, `writes no YAML: '${path}'`);
        return document.toJS();
      });
    const objects = read('1.2');
    expectSame(read('1.1'), objects, `means two things: '${path}'`);
    for (const object of objects) {
      const isClear = object?.kind === 'Secret' && object.sops === undefined;
      demand(!isClear, `writes a Secret in clear: '${path}'`);
      const errors = this.#schemas?.errorsOf(object) ?? [];
      demand(errors.length === 0, `'${path}': ${errors.join('; ')}`);
    }
  }

  /** The intent, about what this repository holds. */
  #settle({ intent, pick, isEdit }: Step): Record<string, unknown> {
    const places = this.#places();
    if (intent.kind === 'cluster:onboard') {
      const number = String(intent.cluster).replace(/\D/g, '');
      return pick % 2 === 0 || places.length === 0
        ? intent
        : {
            ...intent,
            environment: 'staging',
            cluster: `staging-cluster-${number}`,
          };
    }
    if (!('cluster' in intent) || places.length === 0) return intent;
    const place = places[pick % places.length];
    const asked = { ...intent, ...place, ...alsoIn(intent, place, places) };
    const isOfExisting = 'existing' in intent;
    if (!isOfExisting && !isEdit) return asked;
    const names = this.#namesFor(intent.kind, place);
    if (names.length === 0) return asked;
    const existing = names[pick % names.length];
    if (isOfExisting) return { ...asked, existing };
    return toEdit(asked, existing);
  }

  #places(): { environment: string; cluster: string }[] {
    const found = new Map<string, { environment: string; cluster: string }>();
    for (const path of this.#files.keys()) {
      const match = /^environments\/([^/]+)\/clusters\/([^/]+)\//.exec(path);
      if (match) {
        found.set(match[0], { environment: match[1], cluster: match[2] });
      }
    }
    return [...found.values()];
  }

  /** Names of what an intent of this kind could change in a cluster. */
  #namesFor(
    kind: string,
    place: { environment: string; cluster: string },
  ): string[] {
    const wanted = KINDS_OF[kind];
    if (wanted === undefined) return [];
    const folder = `environments/${place.environment}/clusters/${place.cluster}/velero-config/`;
    return [...this.#files]
      .filter(
        ([path, text]) =>
          path.startsWith(folder) &&
          wanted.some(name => text.includes(`kind: ${name}`)),
      )
      .flatMap(([, text]) => parseAllDocuments(text))
      .map(document => document.toJS())
      .filter(object => wanted.includes(object?.kind))
      .map(({ metadata }) => String(metadata.name));
  }

  #workByHand({ pick }: Step, how: NonNullable<Step['byHand']>): void {
    const all = [...this.#files].filter(
      ([path]) =>
        path.includes('/velero-config/') &&
        (how !== 'order' || path.endsWith('/kustomization.yaml')),
    );
    if (all.length === 0) return;
    const [path, text] = all[pick % all.length];
    const after = new Map(this.#files);
    after.set(path, workByHand[how](text, pick));
    this.#files = after;
  }
}

/** A schedule that says nothing of a pause is for all clusters of its environment. */
function alsoIn(
  { kind, paused }: Step['intent'],
  place: { environment: string; cluster: string },
  places: { environment: string; cluster: string }[],
): { alsoIn?: string[] } {
  const others = places.filter(
    ({ environment, cluster }) =>
      environment === place.environment && cluster !== place.cluster,
  );
  return kind === 'schedule:save' && paused === undefined && others.length > 0
    ? { alsoIn: others.map(({ cluster }) => cluster) }
    : {};
}

function toEdit(
  { scope: _, frequency: __, name: ___, ...rest }: Record<string, unknown>,
  existing: string,
): Record<string, unknown> {
  return {
    ...rest,
    existing,
    ...(typeof rest.encrypted === 'string'
      ? { encrypted: calledSo(rest.encrypted, existing) }
      : {}),
  };
}

/** An encrypted Secret under another name. */
function calledSo(text: string, name: string): string {
  const secret = JSON.parse(text);
  return JSON.stringify({ ...secret, metadata: { ...secret.metadata, name } });
}

function withoutNames(reason: string): string {
  return reason.replace(/(['"`]).*?\1/g, '…');
}

function demand(holds: boolean, message: string): asserts holds {
  if (!holds) throw new Error(message);
}

function expectSame(found: unknown, wanted: unknown, message: string): void {
  const [a, b] = [found, wanted].map(value => JSON.stringify(value));
  if (a !== b) throw new Error(`${message}: ${a} instead of ${b}`);
}
