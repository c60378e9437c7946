import { renderInTestApp } from '@backstage/frontend-test-utils';
import { Stepper } from '@backstage/plugin-scaffolder-react/alpha';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { formFieldNames } from '@velero-manager/backstage-plugin-velero-manager-common';
import { FakeApi } from '../../__fixtures__/FakeApi';
import { veleroManagerApiRef } from '../../api';
import {
  ClusterField,
  ClustersField,
  CronField,
  DatabaseField,
  EnvironmentField,
  NamespacesField,
  RetentionField,
  ScheduleField,
  StorageLocationField,
  validateCron,
} from '..';

const extensions = [
  { name: formFieldNames.cluster, component: ClusterField },
  { name: formFieldNames.clusters, component: ClustersField },
  { name: formFieldNames.database, component: DatabaseField },
  { name: formFieldNames.environment, component: EnvironmentField },
  { name: formFieldNames.schedule, component: ScheduleField },
  {
    name: formFieldNames.cron,
    component: CronField,
    validation: validateCron,
  },
  { name: formFieldNames.namespaces, component: NamespacesField },
  { name: formFieldNames.retention, component: RetentionField },
  { name: formFieldNames.storageLocation, component: StorageLocationField },
];

/** A form of one page in the portal's own stepper, with what it hands in. */
export async function openForm(
  properties: Record<string, object>,
  options: { values?: object; api?: Partial<FakeApi> } = {},
) {
  const api = Object.assign(new FakeApi(), options.api);
  const onCreate = jest.fn(async (_values: object) => {});
  const schema = { title: 'Where', properties };
  jest.spyOn(window, 'scrollTo').mockImplementation();
  renderInTestApp(
    <Stepper
      manifest={{ title: 'A form', steps: [{ title: 'Where', schema }] }}
      extensions={extensions}
      initialState={{ ...options.values }}
      onCreate={onCreate}
    />,
    { apis: [[veleroManagerApiRef, api]] },
  );
  const user = userEvent.setup();
  const press = async (name: string) =>
    user.click(await screen.findByRole('button', { name }));
  return {
    api,
    user,
    press,
    handIn: async () => {
      await press('Review');
      await press('Create');
      return onCreate.mock.calls[0][0];
    },
  };
}
