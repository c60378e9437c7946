import { createBackendModule } from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  authProvidersExtensionPoint,
  createProxyAuthenticator,
  createProxyAuthProviderFactory,
} from '@backstage/plugin-auth-node';

/** Who asked to be signed in: the name of a User entity. */
interface DevelopmentPerson {
  name: string;
}

const authenticator = createProxyAuthenticator({
  defaultProfileTransform: async ({ name }: DevelopmentPerson) => ({
    profile: { displayName: name },
  }),
  initialize() {
    if (process.env.NODE_ENV !== 'development') {
      throw new Error(
        "The auth provider 'development' lets anyone be anyone and only runs with NODE_ENV=development",
      );
    }
  },
  async authenticate({ req }) {
    const name = req.header('x-development-person') ?? '';
    if (!/^[a-z][a-z0-9-]{0,62}$/.test(name)) {
      throw new NotAllowedError(
        "The header 'x-development-person' must name a user of examples/org.yaml",
      );
    }
    return { result: { name } };
  },
});

/**
 * Sign-in for development: the page says which person of the example
 * organisation you are. Refuses to start outside development.
 */
export const authModuleDevelopmentSignIn = createBackendModule({
  pluginId: 'auth',
  moduleId: 'development-sign-in',
  register(env) {
    env.registerInit({
      deps: { providers: authProvidersExtensionPoint },
      async init({ providers }) {
        providers.registerProvider({
          providerId: 'development',
          factory: createProxyAuthProviderFactory({
            authenticator,
            signInResolver: async ({ result }, context) =>
              context.signInWithCatalogUser({
                entityRef: { kind: 'User', name: result.name },
              }),
          }),
        });
      },
    });
  },
});
