import { z } from 'zod';
import {
  flag,
  interval,
  name,
  nameRef,
  namespaced,
  oneOf,
  strict,
  text,
  textMap,
  texts,
} from './fields';
import {
  patches,
  images,
  commonMetadata,
  dependsOn,
  kubeConfig,
  healthCheckExprs,
  ignore,
} from './fluxFields';

const SOURCE = 'source.toolkit.fluxcd.io/v1';

/** A Flux GitRepository. @internal */
export const gitRepositorySchema = strict(
  {
    apiVersion: z.literal(SOURCE),
    kind: z.literal('GitRepository'),
    metadata: namespaced,
    spec: strict(
      {
        interval,
        url: z
          .string()
          .regex(
            /^(http|https|ssh):\/\//,
            "must begin with 'https://' or 'ssh://'",
          ),
      },
      {
        ref: strict(
          {},
          { branch: text, commit: text, name: text, semver: text, tag: text },
        ),
        ignore: text,
        include: z.array(
          strict({ repository: nameRef }, { fromPath: text, toPath: text }),
        ),
        provider: oneOf('generic', 'aws', 'azure', 'github'),
        proxySecretRef: nameRef,
        recurseSubmodules: flag,
        secretRef: nameRef,
        serviceAccountName: text,
        sparseCheckout: texts,
        suspend: flag,
        timeout: interval,
        verify: strict(
          { secretRef: nameRef },
          { mode: oneOf('head', 'HEAD', 'Tag', 'TagAndHEAD') },
        ),
      },
    ),
  },
  {},
);

/** A Flux HelmRepository. @internal */
export const helmRepositorySchema = strict(
  {
    apiVersion: z.literal(SOURCE),
    kind: z.literal('HelmRepository'),
    metadata: namespaced,
    spec: strict(
      {
        url: z
          .string()
          .regex(
            /^(http|https|oci):\/\//,
            "must begin with 'https://' or 'oci://'",
          ),
      },
      {
        interval,
        accessFrom: strict(
          { namespaceSelectors: z.array(strict({}, { matchLabels: textMap })) },
          {},
        ),
        certSecretRef: nameRef,
        insecure: flag,
        passCredentials: flag,
        provider: oneOf('generic', 'aws', 'azure', 'gcp'),
        secretRef: nameRef,
        suspend: flag,
        timeout: interval,
        type: oneOf('default', 'oci'),
      },
    ),
  },
  {},
);

/** A Flux Kustomization. @internal */
export const fluxKustomizationSchema = strict(
  {
    apiVersion: z.literal('kustomize.toolkit.fluxcd.io/v1'),
    kind: z.literal('Kustomization'),
    metadata: namespaced,
    spec: strict(
      {
        interval,
        prune: flag,
        sourceRef: strict(
          {
            kind: oneOf(
              'OCIRepository',
              'GitRepository',
              'Bucket',
              'ExternalArtifact',
            ),
            name,
          },
          { apiVersion: text, namespace: text },
        ),
      },
      {
        buildMetadata: texts,
        commonMetadata,
        components: texts,
        decryption: strict(
          { provider: z.literal('sops') },
          { secretRef: nameRef, serviceAccountName: text },
        ),
        deletionPolicy: oneOf(
          'MirrorPrune',
          'Delete',
          'WaitForTermination',
          'Orphan',
        ),
        dependsOn,
        force: flag,
        healthCheckExprs,
        healthChecks: z.array(
          strict({ kind: text, name }, { apiVersion: text, namespace: text }),
        ),
        ignore,
        ignoreMissingComponents: flag,
        images,
        kubeConfig,
        namePrefix: text,
        nameSuffix: text,
        patches,
        path: text,
        postBuild: strict(
          {},
          {
            substitute: textMap,
            substituteFrom: z.array(
              strict(
                { kind: oneOf('Secret', 'ConfigMap'), name },
                { optional: flag },
              ),
            ),
            substituteStrategy: oneOf('WithVariables', 'Always'),
          },
        ),
        retryInterval: interval,
        serviceAccountName: text,
        suspend: flag,
        targetNamespace: text,
        timeout: interval,
        wait: flag,
      },
    ),
  },
  {},
);
