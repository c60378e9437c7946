import { renderInTestApp } from '@backstage/frontend-test-utils';
import { Stepper } from '@backstage/plugin-scaffolder-react/alpha';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { PlanPreview } from '@velero-manager/backstage-plugin-velero-manager-common';
import { planPreview } from '../__fixtures__/changes';
import { FakeApi, refusal } from '../__fixtures__/FakeApi';
import { veleroManagerApiRef } from '../api';
import { PREVIEW_FIELD, PreviewField, validatePreview } from '.';

/** The form of a template: a page of fields, then the preview. */
const manifest = {
  title: 'Add a backup schedule',
  steps: [
    {
      title: 'Where',
      schema: {
        title: 'Where',
        properties: {
          cluster: { title: 'Cluster', type: 'string' },
          excludedNamespaces: {
            title: 'Left out',
            type: 'array',
            items: { type: 'string' },
          },
          somethingElse: { title: 'Something else', type: 'string' },
        },
      },
    },
    {
      title: 'Preview',
      schema: {
        title: 'Preview',
        properties: {
          preview: {
            title: 'What changes',
            type: 'object',
            'ui:field': PREVIEW_FIELD,
            'ui:options': {
              intent: 'schedule:save',
              values: { environment: 'production' },
            },
          },
        },
      },
    },
  ],
};

const error = {
  code: 'CRON_INVALID',
  severity: 'error' as const,
  path: 'daily.yaml',
  line: 7,
  message: 'The cron text cannot be read.',
  fix: 'Write five fields.',
};

async function openPreview(plan: PlanPreview | Error) {
  const api = new FakeApi();
  api.plan = plan;
  const onCreate = jest.fn(async () => {});
  renderInTestApp(
    <Stepper
      manifest={manifest}
      extensions={[
        {
          name: PREVIEW_FIELD,
          component: PreviewField,
          validation: validatePreview,
        },
      ]}
      initialState={{ cluster: 'prod-1', somethingElse: 'x' }}
      onCreate={onCreate}
    />,
    { apis: [[veleroManagerApiRef, api]] },
  );
  const press = async (name: string) =>
    userEvent.click(await screen.findByRole('button', { name }));
  await press('Next');
  await screen.findByRole('button', { name: 'Review' });
  return { api, onCreate, press };
}

describe('the preview in a form', () => {
  it('shows what the form asks for, and hands on what was seen', async () => {
    const { api, onCreate, press } = await openPreview(planPreview());
    const plan = await screen.findByRole('region', {
      name: 'Add schedule shop-daily to prod-1',
    });
    expect(plan).toHaveTextContent(
      'to the branch “main” of the config repository main',
    );
    expect(api.planRequests.map(([request]) => request)).toEqual([
      {
        intent: {
          kind: 'schedule:save',
          environment: 'production',
          cluster: 'prod-1',
          excludedNamespaces: [],
        },
      },
    ]);

    const checks = screen.getByRole('region', { name: 'Checks' });
    expect(within(checks).getByRole('listitem')).toHaveTextContent(
      /^Warning: Backups are kept for 365 days\.Keep them for 90 days\..*:12 · RETENTION_LONG$/,
    );
    const files = within(screen.getByRole('region', { name: 'Files' }));
    expect(
      files.getAllByRole('button').map(button => button.textContent),
    ).toEqual([
      expect.stringMatching(/^New .*daily-shop-30day.yamlLines added: 2/),
      expect.stringMatching(/^Changed .*kustomization.yamlLines added: 1/),
    ]);
    const edit = files.getByRole('region', {
      name: /^Changes of .*kustomization.yaml$/,
    });
    expect(edit.querySelector('del')).toHaveTextContent('- - old.yaml');
    expect(edit.querySelector('ins')).toHaveTextContent(
      '+ - backup-schedules/daily-shop-30day.yaml',
    );

    await press('Review');
    await press('Create');
    expect(onCreate).toHaveBeenCalledWith({
      cluster: 'prod-1',
      somethingElse: 'x',
      excludedNamespaces: [],
      preview: { planHash: 'hash-1', baseRevision: 'c0ffee' },
    });
  });

  it.each([
    [
      'errors of the checks',
      { findings: [...planPreview().findings, error] },
      'The checks found errors',
      'The checks found errors: go back and correct them.',
    ],
    [
      'a right that is missing',
      { refusal: "The namespace 'shop' is not yours", findings: [error] },
      "The namespace 'shop' is not yours",
      'You may not propose this; the preview says what is missing.',
    ],
    [
      'a repository that says so already',
      { result: 'unchanged' as const, planHash: null, files: [] },
      'There is nothing to change',
      'There is nothing to propose.',
    ],
    [
      'a repository that stands in the way',
      {
        result: 'conflict' as const,
        planHash: null,
        files: [],
        conflict: { path: 'x.yaml', reason: "There is a 'shop-daily' already" },
      },
      "There is a 'shop-daily' already",
      'This cannot be proposed as the repository stands.',
    ],
  ])('lets nobody on with %s', async (_, more, told, blocked) => {
    const { press, onCreate } = await openPreview(planPreview(more));
    expect(await screen.findByText(told)).toBeVisible();
    await press('Review');
    expect((await screen.findAllByText(blocked))[0]).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Create' })).toBeNull();
    expect(onCreate).not.toHaveBeenCalled();
  });

  it('names errors before warnings', async () => {
    const findings = [...planPreview().findings, error];
    await openPreview(planPreview({ findings }));
    const checks = await screen.findByRole('region', { name: 'Checks' });
    expect(
      within(checks)
        .getAllByRole('listitem')
        .map(item => item.textContent?.slice(0, 8)),
    ).toEqual(['Error: T', 'Warning:']);
  });

  it.each([
    [400, 'The form holds something that cannot be used', false],
    [401, 'Your session has ended; sign in again', false],
    [403, 'You may not plan changes', false],
    [404, 'The config repository was not found', true],
    [409, 'The config repository cannot be changed at present', true],
    [429, 'You have too many previews under way', true],
    [503, 'The Git host cannot be asked at present', true],
    [500, 'What changes could not be worked out', true],
  ])('says what a %i means: %s', async (status, title, canRetry) => {
    const { press } = await openPreview(await refusal(status, 'So it said'));
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent(title);
    expect(alert.textContent?.includes('So it said')).toBe(status !== 401);
    const retry = screen.queryByRole('button', { name: 'Try again' });
    expect(retry !== null).toBe(canRetry);
    await press('Review');
    expect(
      (
        await screen.findAllByText(
          'Without a preview nothing can be proposed; the reason stands in its place.',
        )
      )[0],
    ).toBeVisible();
  });

  it('goes on after another attempt', async () => {
    const { api, press } = await openPreview(await refusal(503, 'Too busy'));
    await screen.findByText('Too busy');
    api.plan = planPreview();
    await press('Try again');
    await screen.findByRole('region', { name: 'Files' });
    await press('Review');
    expect(await screen.findByRole('button', { name: 'Create' })).toBeVisible();
  });

  it('says what it waits for, and lets nobody on meanwhile', async () => {
    const { api, press } = await openPreview(planPreview());
    await screen.findByRole('region', { name: 'Files' });
    await press('Back');
    api.createPlan = () => new Promise(() => {});
    await userEvent.type(screen.getByLabelText('Cluster'), '2');
    await press('Next');
    expect(
      await screen.findByRole('status', { name: /^Working out what changes/ }),
    ).toBeVisible();
    await press('Review');
    expect(
      (await screen.findAllByText('Wait until the preview is there.'))[0],
    ).toBeVisible();
  });

  it('shows long files in part, and whole when asked to', async () => {
    const lines = Array.from({ length: 250 }, (_, index) => `+line ${index}`);
    const [file] = planPreview().files;
    const long = {
      ...file,
      diff: ['--- /dev/null', '+++ b/x', '@@ -0,0 +1,250 @@', ...lines].join(
        '\n',
      ),
    };
    const { press } = await openPreview(planPreview({ files: [long] }));
    await screen.findByText('+line 0');
    expect(screen.queryByText('+line 249')).toBeNull();
    await press('Show all 250 lines');
    expect(screen.getByText('+line 249')).toBeVisible();
  });
});
