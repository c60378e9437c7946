/** A repository and the folder that is to be built. */
export interface Fixture {
  name: string;
  folder: string;
  files: Record<string, string>;
}

/** A fixture that cannot be built here. */
export interface FailingFixture extends Fixture {
  error: string;
  /** Set where Kustomize itself could build it. */
  kubectlBuilds?: true;
}

const schedule = (name: string, cron = '0 1 * * *') => `
apiVersion: velero.io/v1
kind: Schedule
metadata:
  name: ${name}
spec:
  schedule: ${cron}
  template:
    metadata:
      labels: { team: shop }
    includedNamespaces: [shop]
    ttl: 720h0m0s
`;

const deployment = `
apiVersion: apps/v1
kind: Deployment
metadata: { name: web, labels: { app: web } }
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      containers:
        - name: web
          image: shop/web:1
          env: [{ name: MODE, value: slow }]
---
apiVersion: v1
kind: Service
metadata: { name: web }
spec: { selector: { app: web }, ports: [{ port: 80 }] }
---
apiVersion: batch/v1
kind: CronJob
metadata: { name: tidy }
spec:
  schedule: 0 3 * * *
  jobTemplate:
    spec: { template: { spec: { containers: [{ name: tidy, image: shop/tidy:1 }] } } }
`;

const access = `
apiVersion: v1
kind: Namespace
metadata: { name: portal }
---
apiVersion: v1
kind: ServiceAccount
metadata: { name: portal, namespace: portal }
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: { name: reader }
rules: [{ apiGroups: [velero.io], resources: [schedules], verbs: [get] }]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: { name: reader }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: reader }
subjects:
  - { kind: ServiceAccount, name: portal, namespace: portal }
  - { kind: ServiceAccount, name: stranger, namespace: portal }
  - { kind: ServiceAccount, name: default, namespace: portal }
  - { kind: ServiceAccount, name: portal, namespace: elsewhere }
---
apiVersion: example.com/v1
kind: Widget
metadata: { name: widget }
`;

const one = (kustomization: string, more: Record<string, string> = {}) => ({
  folder: 'leaf',
  files: {
    'leaf/kustomization.yaml': kustomization,
    'leaf/schedule.yaml': schedule('daily'),
    ...more,
  },
});

/** What `kubectl kustomize` builds as well. */
export const FIXTURES: Fixture[] = [
  {
    name: 'files and folders',
    ...one(
      'resources: [schedule.yaml, sub/hourly.yaml, ../shared]\nsortOptions: { order: fifo }\n',
      {
        'leaf/sub/hourly.yaml': schedule('hourly', '"*/5 * * * *"'),
        'shared/kustomization.yml':
          'kind: Kustomization\nresources: [a.yaml]\nnamespace: velero\n',
        'shared/a.yaml': schedule('shared'),
      },
    ),
  },
  {
    name: 'a list of objects',
    ...one('resources: [list.yaml]', {
      'leaf/list.yaml': `apiVersion: v1
kind: List
items:
  - { apiVersion: v1, kind: ConfigMap, metadata: { name: a }, data: { x: '1' } }
  - { apiVersion: v1, kind: ConfigMap, metadata: { name: b } }
`,
    }),
  },
  {
    name: 'namespace over namespaces, accounts and bindings',
    ...one('resources: [schedule.yaml, access.yaml]\nnamespace: velero\n', {
      'leaf/access.yaml': access,
    }),
  },
  {
    name: 'labels and annotations',
    ...one(
      `resources: [schedule.yaml, web.yaml]
labels:
  - pairs: { everywhere: 'yes' }
    includeSelectors: true
  - pairs: { inside: 'yes' }
    includeTemplates: true
  - pairs: { outside: 'yes', team: other }
commonAnnotations: { note: kept }
`,
      { 'leaf/web.yaml': deployment },
    ),
  },
  {
    name: 'commonLabels',
    ...one('resources: [web.yaml]\ncommonLabels: { tier: gold }\n', {
      'leaf/web.yaml': deployment,
    }),
  },
  {
    name: 'a component changes what stands before it',
    ...one(
      'resources: [schedule.yaml]\ncomponents: [../bases/keep, ../bases/label]\n',
      {
        'bases/keep/kustomization.yaml': `apiVersion: kustomize.config.k8s.io/v1alpha1
kind: Component
resources: [weekly.yaml]
patches:
  - target: { kind: Schedule }
    patch: |
      - { op: replace, path: /spec/template/ttl, value: 2160h0m0s }
      - { op: add, path: /metadata/annotations, value: { a/b: c } }
`,
        'bases/keep/weekly.yaml': schedule('weekly', '0 2 * * 0'),
        'bases/label/kustomization.yaml': `kind: Component
apiVersion: kustomize.config.k8s.io/v1alpha1
labels: [{ pairs: { from: component } }]
`,
      },
    ),
  },
  {
    name: 'patches of all forms',
    ...one(
      `resources: [schedule.yaml, web.yaml]
patches:
  - path: patches/ttl.yaml
  - target: { kind: Deployment, name: w.* }
    patch: |
      spec: { template: { spec: { containers: [{ name: web, image: shop/web:2 }] } } }
      kind: Deployment
      apiVersion: apps/v1
      metadata: { name: any }
  - path: patches/slow.json
    target: { group: batch, version: v1, kind: CronJob }
  - patch: |
      $patch: delete
      apiVersion: v1
      kind: Service
      metadata: { name: web }
  - target: { kind: Nothing }
    patch: '[{ "op": "remove", "path": "/spec" }]'
`,
      {
        'leaf/web.yaml': deployment,
        'leaf/patches/ttl.yaml': `apiVersion: velero.io/v1
kind: Schedule
metadata: { name: daily }
spec:
  template: { ttl: 24h0m0s, includedNamespaces: [other], metadata: null }
`,
        'leaf/patches/slow.json':
          '[{ "op": "test", "path": "/spec/schedule", "value": "0 3 * * *" }, { "op": "replace", "path": "/spec/schedule", "value": "0 4 * * *" }]',
      },
    ),
  },
];

/** What cannot be built. */
export const FAILING: FailingFixture[] = [
  {
    name: 'a file that is not there',
    ...one('resources: [nope.yaml]'),
    error: "accumulating resources from 'nope.yaml'",
  },
  {
    name: 'a folder without kustomization',
    ...one('resources: [../plain]', { 'plain/a.yaml': schedule('a') }),
    error:
      "unable to find one of 'kustomization.yaml', 'kustomization.yml' or 'Kustomization' in directory 'plain'",
  },
  {
    name: 'the same object twice',
    ...one('resources: [schedule.yaml, copy.yaml]', {
      'leaf/copy.yaml': schedule('daily'),
    }),
    error:
      'may not add resource with an already registered id: Schedule.v1.velero.io/daily.[noNs]',
  },
  {
    name: 'a file beside the folder',
    ...one('resources: [../other.yaml]', { 'other.yaml': schedule('a') }),
    error: "security; file 'other.yaml' is not in or below 'leaf'",
  },
  {
    name: 'broken YAML',
    ...one('resources: [broken.yaml]', {
      'leaf/broken.yaml': 'kind: Schedule\n  apiVersion: [',
    }),
    error: 'in File: broken.yaml',
  },
  {
    name: 'no name',
    ...one('resources: [nameless.yaml]', {
      'leaf/nameless.yaml': 'apiVersion: v1\nkind: ConfigMap\n',
    }),
    error: 'missing metadata.name',
  },
  {
    name: 'a patch for nobody',
    ...one(
      'resources: [schedule.yaml]\npatches: [{ patch: "{apiVersion: velero.io/v1, kind: Schedule, metadata: {name: x}}" }]',
    ),
    error: 'no matches for Id Schedule.v1.velero.io/x.[noNs]',
  },
  {
    name: 'a JSON patch that does not fit',
    ...one(
      'resources: [schedule.yaml]\npatches: [{ target: { kind: Schedule }, patch: "[{op: remove, path: /spec/none}]" }]',
    ),
    error: 'does not fit Schedule.v1.velero.io/daily.[noNs]',
  },
  {
    name: 'an unknown field',
    ...one('resources: [schedule.yaml]\nresource: [x]\n'),
    error: 'unknown field "resource"',
  },
  {
    name: 'a circle',
    ...one('resources: [../round]', {
      'round/kustomization.yaml': 'resources: [../leaf]',
    }),
    error: 'cycle detected',
  },
  {
    name: 'a generator',
    ...one(
      'resources: [schedule.yaml]\nconfigMapGenerator: [{ name: a, literals: [b=c] }]',
    ),
    error: "field 'configMapGenerator' in 'leaf/kustomization.yaml'",
    kubectlBuilds: true,
  },
];
