import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { formFieldNames } from '@velero-manager/backstage-plugin-velero-manager-common';
import { ClusterField } from './ClusterField';
import { CronField } from './cron/CronField';
import { validateCron } from './cron/validateCron';
import { NamespacesField } from './NamespacesField';
import { namespacesSchema } from './namespacesSchema';
import { RetentionField } from './RetentionField';
import { StorageLocationField } from './StorageLocationField';
import { textFieldSchema } from './textFieldSchema';

/** The fields that forms are made of, for the new frontend system. @internal */
export const formFields = {
  cluster: createFormField({
    name: formFieldNames.cluster,
    component: ClusterField,
    schema: textFieldSchema,
  }),
  cron: createFormField({
    name: formFieldNames.cron,
    component: CronField,
    schema: textFieldSchema,
    validation: validateCron,
  }),
  namespaces: createFormField({
    name: formFieldNames.namespaces,
    component: NamespacesField,
    schema: namespacesSchema,
  }),
  retention: createFormField({
    name: formFieldNames.retention,
    component: RetentionField,
    schema: textFieldSchema,
  }),
  storageLocation: createFormField({
    name: formFieldNames.storageLocation,
    component: StorageLocationField,
    schema: textFieldSchema,
  }),
};
