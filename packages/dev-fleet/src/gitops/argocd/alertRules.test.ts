import {
  applyPlan,
  parseIntent,
  plan,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import {
  application,
  scheduleYaml,
  TestFleet,
} from '../__fixtures__/TestFleet';
import { TestRepository } from '../__fixtures__/TestRepository';

const LEAF = 'environments/production/clusters/two/velero-config';

it('Argo CD applies alert rules that the portal writes to the cluster of Prometheus', async () => {
  const read = parseIntent({
    kind: 'alert-rules:save',
    environment: 'production',
    cluster: 'two',
  });
  if (!read.ok) throw new Error(read.reason);
  const files = new Map([
    [
      '.velero-manager.yaml',
      'layout: 1\nrepository: { url: https://git.example.com/shop/config }\nenvironments: { production: { approvals: 1 } }\n',
    ],
    [
      `${LEAF}/kustomization.yaml`,
      'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: [daily.yaml]\n',
    ],
    [`${LEAF}/daily.yaml`, scheduleYaml('daily')],
  ]);
  const planned = plan(read.value, { revision: 'x', truncated: false, files });
  if (planned.result !== 'planned') throw new Error(JSON.stringify(planned));
  const repository = await TestRepository.create(
    Object.fromEntries(applyPlan(files, planned.plan)),
  );
  try {
    const fleet = new TestFleet(repository);
    const { store } = fleet.add('one', { gitops: 'argocd' });
    store.create(
      'applications.argoproj.io',
      application('alerts', {
        source: {
          repoURL: 'https://git.example.com/shop/config',
          path: 'environments/production/shared',
          targetRevision: 'main',
        },
        destination: {
          server: 'https://kubernetes.default.svc',
          namespace: 'monitoring',
        },
        syncPolicy: { automated: {}, syncOptions: ['CreateNamespace=true'] },
      }),
    );
    await fleet.run(5);
    const rules = store.get('prometheusrules.monitoring.coreos.com', {
      namespace: 'monitoring',
      name: 'velero-two',
    });
    expect(JSON.stringify(rules?.spec)).toContain('schedule=\\"daily\\"');
  } finally {
    await repository.remove();
  }
});
