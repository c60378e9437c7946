import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { formFieldNames } from '@velero-manager/backstage-plugin-velero-manager-common';
import { ClusterField } from './ClusterField';
import { ClustersField } from './ClustersField';
import { clustersSchema } from './clustersSchema';
import { clusterSchema } from './clusterSchema';
import { CronField } from './cron/CronField';
import { cronFieldSchema } from './cron/cronFieldSchema';
import { validateCron } from './cron/validateCron';
import { DatabaseField } from './DatabaseField';
import { databaseSchema } from './databaseSchema';
import { EnvironmentField } from './EnvironmentField';
import { NamespacesField } from './NamespacesField';
import { namespacesSchema } from './namespacesSchema';
import { policyFieldSchema } from './policyFieldSchema';
import { RetentionField } from './RetentionField';
import { ScheduleField } from './ScheduleField';
import { scheduleSchema } from './scheduleSchema';
import { StorageLocationField } from './StorageLocationField';
import { textFieldSchema } from './textFieldSchema';

/** The fields that forms are made of, for the new frontend system. @internal */
export const formFields = {
  cluster: createFormField({
    name: formFieldNames.cluster,
    component: ClusterField,
    schema: clusterSchema,
  }),
  clusters: createFormField({
    name: formFieldNames.clusters,
    component: ClustersField,
    schema: clustersSchema,
  }),
  cron: createFormField({
    name: formFieldNames.cron,
    component: CronField,
    schema: cronFieldSchema,
    validation: validateCron,
  }),
  database: createFormField({
    name: formFieldNames.database,
    component: DatabaseField,
    schema: databaseSchema,
  }),
  environment: createFormField({
    name: formFieldNames.environment,
    component: EnvironmentField,
    schema: textFieldSchema,
  }),
  namespaces: createFormField({
    name: formFieldNames.namespaces,
    component: NamespacesField,
    schema: namespacesSchema,
  }),
  retention: createFormField({
    name: formFieldNames.retention,
    component: RetentionField,
    schema: policyFieldSchema,
  }),
  schedule: createFormField({
    name: formFieldNames.schedule,
    component: ScheduleField,
    schema: scheduleSchema,
  }),
  storageLocation: createFormField({
    name: formFieldNames.storageLocation,
    component: StorageLocationField,
    schema: policyFieldSchema,
  }),
};
