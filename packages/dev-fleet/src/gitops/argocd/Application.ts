import { KubeObject } from '../../apiserver/KubeObject';
import {
  listOf,
  recordOf,
  textFieldsOf,
  textOf,
  textsOf,
} from '../manifests/lenient';

/** The resource of Applications. @internal */
export const APPLICATIONS = 'applications.argoproj.io';

/** The resource of AppProjects. @internal */
export const APP_PROJECTS = 'appprojects.argoproj.io';

/** One place an Application takes its objects from. @internal */
export interface ApplicationSource {
  repoURL: string;
  /** A folder; undefined for charts and for sources that only lend values. */
  path?: string;
  chart?: string;
  targetRevision: string;
  directory: { recurse: boolean; include?: string; exclude?: string };
  helm: { releaseName?: string; valueFiles: string[]; values: unknown };
  kustomize: Record<string, unknown>;
  /** The name by which value files of other sources call it. */
  ref?: string;
}

/** When and how an Application syncs by itself. @internal */
export interface AutomatedSync {
  prune: boolean;
  selfHeal: boolean;
  allowEmpty: boolean;
}

/** An Application as the controller works with it. @internal */
export interface Application {
  object: KubeObject;
  name: string;
  namespace: string;
  project: string;
  sources: ApplicationSource[];
  /** Written with `sources`, so its status has lists. */
  isMulti: boolean;
  destination: { server?: string; name?: string; namespace: string };
  /** Null where people sync by hand. */
  automated: AutomatedSync | null;
  syncOptions: ReadonlySet<string>;
  retry: Record<string, unknown> | null;
  /** An operation that somebody asked for. */
  operation: Record<string, unknown> | null;
}

/** Reads an Application, whatever it lacks. @internal */
export function readApplication(object: KubeObject): Application {
  const spec = recordOf(object.spec);
  const policy = recordOf(spec.syncPolicy);
  const destination = textFieldsOf(spec.destination);
  const isMulti = listOf(spec.sources).length > 0;
  const sources = isMulti
    ? listOf(spec.sources)
    : [spec.source].filter(source => source !== undefined);
  const { name, namespace = '' } = object.metadata;
  return {
    object,
    name,
    namespace,
    project: textOf(spec.project) ?? 'default',
    sources: sources.map(readSource),
    isMulti,
    destination: {
      server: destination.server || undefined,
      name: destination.name || undefined,
      namespace: destination.namespace ?? '',
    },
    automated: readAutomated(policy.automated),
    syncOptions: new Set(textsOf(policy.syncOptions)),
    retry: policy.retry ? recordOf(policy.retry) : null,
    operation: object.operation ? recordOf(object.operation) : null,
  };
}

function readSource(value: unknown): ApplicationSource {
  const source = recordOf(value);
  const directory = recordOf(source.directory);
  const helm = recordOf(source.helm);
  return {
    repoURL: textOf(source.repoURL) ?? '',
    path: textOf(source.path),
    chart: textOf(source.chart),
    targetRevision: textOf(source.targetRevision) ?? 'HEAD',
    directory: {
      recurse: directory.recurse === true,
      include: textOf(directory.include),
      exclude: textOf(directory.exclude),
    },
    helm: {
      releaseName: textOf(helm.releaseName),
      valueFiles: textsOf(helm.valueFiles),
      values: helm.valuesObject ?? helm.values,
    },
    kustomize: recordOf(source.kustomize),
    ref: textOf(source.ref),
  };
}

/** `automated` with `enabled: false` is off, since Argo CD 3. */
function readAutomated(value: unknown): AutomatedSync | null {
  if (value === undefined || value === null) return null;
  const { enabled, prune, selfHeal, allowEmpty } = recordOf(value);
  return enabled === false
    ? null
    : {
        prune: prune === true,
        selfHeal: selfHeal === true,
        allowEmpty: allowEmpty === true,
      };
}
