import { createRouteRef } from '@backstage/core-plugin-api';

/** The fleet page. @internal */
export const rootRouteRef = createRouteRef({ id: 'velero-manager' });
