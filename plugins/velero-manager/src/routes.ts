import { createRouteRef } from '@backstage/core-plugin-api';

/** The page of one change. @internal */
export const changeRouteRef = createRouteRef({
  id: 'velero-manager.change',
  params: ['id'],
});

/** The fleet page. @internal */
export const rootRouteRef = createRouteRef({ id: 'velero-manager' });
