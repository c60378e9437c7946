import {
  ApiBlueprint,
  createFrontendModule,
} from '@backstage/frontend-plugin-api';
import { veleroManagerApiRef } from '../src';
import { FixtureApi } from './FixtureApi';

/** Takes the place of the HTTP client. */
export const fixtureModule = createFrontendModule({
  pluginId: 'velero-manager',
  extensions: [
    ApiBlueprint.make({
      params: defineParams =>
        defineParams({
          api: veleroManagerApiRef,
          deps: {},
          factory: () => new FixtureApi(),
        }),
    }),
  ],
});
