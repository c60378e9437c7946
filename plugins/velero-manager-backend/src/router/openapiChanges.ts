import {
  changeCreatePermission,
  changeQuerySchema,
  changeReadPermission,
  planCreatePermission,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import { reads, takes } from './openapiOperations';
import { toParameters } from './openapiParameters';
import type { OpenApiParameter } from './openapiTypes';

const changeParameter: OpenApiParameter = {
  name: 'id',
  in: 'path',
  required: true,
  description: 'Id of the change',
  schema: { type: 'string', minLength: 1, maxLength: 100 },
};

/** The routes of plans and changes. @internal */
export const changePaths = {
  '/v1/environments': {
    get: reads({
      operationId: 'ListEnvironments',
      summary:
        'Environments that changes can be proposed for, with their limits and clusters',
      description:
        'From the base branches of the config repositories, at most 30 seconds old. A repository that cannot be read is a note. Of clusters those alone are named that the caller may read.',
      permission: planCreatePermission,
      answer: 'EnvironmentList',
    }),
  },
  '/v1/plans': {
    post: takes({
      operationId: 'CreatePlan',
      summary: 'Computes and checks a change; writes nothing to a Git host',
      description:
        'At most two at a time for one caller, ten seconds and 1 MB each. What is known of a cluster takes part in the checks only where the caller may read the cluster.',
      permission: planCreatePermission,
      body: 'PlanRequest',
      answer: 'PlanPreview',
    }),
  },
  '/v1/changes': {
    get: reads({
      operationId: 'ListChanges',
      summary: 'Proposed changes, newest first',
      description:
        'Values of one parameter are alternatives, parameters narrow.',
      permission: changeReadPermission,
      parameters: toParameters(changeQuerySchema),
      answer: 'ChangeList',
    }),
    post: takes({
      operationId: 'CreateChange',
      summary: 'Proposes a change as a pull request',
      description:
        "Takes `velero-manager.plan.create` as well, and either the unconditional right to read clusters or namespaces that confirm to be the caller's. The same intent meets its own open pull request: 201 where one was opened, 200 otherwise.",
      permission: changeCreatePermission,
      body: 'ChangeRequest',
      answer: 'ChangeResult',
      creates: true,
    }),
  },
  '/v1/changes/{id}': {
    get: reads({
      operationId: 'GetChange',
      summary: 'One change and its journey',
      permission: changeReadPermission,
      parameters: [changeParameter],
      answer: 'Change',
    }),
  },
};
