import type { Step } from './randomWork';

/** The intent that brings a cluster into a repository. */
export const onboarding = (
  environment: string,
  number: number,
): Step['intent'] => {
  const cluster = `${
    environment === 'production' ? 'prod' : environment
  }-cluster-0${number}`;
  return {
    kind: 'cluster:onboard',
    environment,
    cluster,
    server: `https://${cluster}.example.com:6443`,
    storage: {
      provider: 'aws',
      bucket: 'shop-backups',
      region: 'eu-central-1',
      credentialSecret: { name: 'object-store' },
    },
  };
};

/** The project of which random applications are part. */
export const teamProject: Step['intent'] = {
  kind: 'argocd-project:save',
  environment: 'production',
  name: 'shop',
  repositories: ['https://git.example.com/shop/checkout'],
  destinations: [
    {
      server: 'https://prod-cluster-01.example.com:6443',
      namespace: 'checkout',
    },
  ],
};
