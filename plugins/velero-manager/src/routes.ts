import {
  createExternalRouteRef,
  createRouteRef,
} from '@backstage/core-plugin-api';

/** The page of one change. @internal */
export const changeRouteRef = createRouteRef({
  id: 'velero-manager.change',
  params: ['id'],
});

/** The page of one cluster. @internal */
export const clusterRouteRef = createRouteRef({
  id: 'velero-manager.cluster',
  params: ['name'],
});

/** The fleet page. @internal */
export const rootRouteRef = createRouteRef({ id: 'velero-manager' });

/** The form of a software template; unbound in portals without the scaffolder. @internal */
export const createFromTemplateRouteRef = createExternalRouteRef({
  id: 'velero-manager.create-from-template',
  optional: true,
  params: ['namespace', 'templateName'],
  defaultTarget: 'scaffolder.selectedTemplate',
});
