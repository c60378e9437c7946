import { z } from 'zod';
import {
  anything,
  flag,
  interval,
  name,
  nameRef,
  namespaced,
  oneOf,
  strict,
  target,
  text,
  textMap,
  texts,
  whole,
} from './fields';

const SOURCE = 'source.toolkit.fluxcd.io/v1';
const patches = z.array(strict({ patch: text }, { target }));
const images = z.array(
  strict({ name: text }, { digest: text, newName: text, newTag: text }),
);
const commonMetadata = strict({}, { annotations: textMap, labels: textMap });
const dependsOn = z.array(
  strict({ name }, { namespace: text, readyExpr: text }),
);
const kubeConfig = strict(
  {},
  { configMapRef: nameRef, secretRef: strict({ name }, { key: text }) },
);
const healthCheckExprs = z.array(
  strict(
    { apiVersion: text, current: text },
    { failed: text, inProgress: text, kind: text },
  ),
);
const ignore = z.array(strict({ paths: texts }, { target }));

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

const crds = oneOf('Skip', 'Create', 'CreateReplace');
const remediation = {
  ignoreTestFailures: flag,
  remediateLastFailure: flag,
  retries: whole,
};
const strategy = strict(
  { name: oneOf('RemediateOnFailure', 'RetryOnFailure') },
  { retryInterval: interval },
);
const hooksAndWaits = {
  disableHooks: flag,
  disableWait: flag,
  disableWaitForJobs: flag,
  timeout: interval,
};
const applying = {
  ...hooksAndWaits,
  crds,
  disableOpenAPIValidation: flag,
  disableSchemaValidation: flag,
  strategy,
};

/** A Flux HelmRelease. @internal */
export const helmReleaseSchema = strict(
  {
    apiVersion: z.literal('helm.toolkit.fluxcd.io/v2'),
    kind: z.literal('HelmRelease'),
    metadata: namespaced,
    spec: strict(
      { interval },
      {
        chart: strict(
          {
            spec: strict(
              {
                chart: text,
                sourceRef: strict(
                  {
                    kind: oneOf('HelmRepository', 'GitRepository', 'Bucket'),
                    name,
                  },
                  { apiVersion: text, namespace: text },
                ),
              },
              {
                ignoreMissingValuesFiles: flag,
                interval,
                reconcileStrategy: oneOf('ChartVersion', 'Revision'),
                valuesFiles: texts,
                verify: strict(
                  { provider: oneOf('cosign', 'notation') },
                  { secretRef: nameRef },
                ),
                version: text,
              },
            ),
          },
          { metadata: commonMetadata },
        ),
        chartRef: strict(
          {
            kind: oneOf('OCIRepository', 'HelmChart', 'ExternalArtifact'),
            name,
          },
          { apiVersion: text, namespace: text },
        ),
        commonMetadata,
        dependsOn,
        driftDetection: strict(
          {},
          { ignore, mode: oneOf('enabled', 'warn', 'disabled') },
        ),
        healthCheckExprs,
        install: strict(
          {},
          {
            ...applying,
            createNamespace: flag,
            disableTakeOwnership: flag,
            remediation: strict({}, remediation),
            replace: flag,
            serverSideApply: flag,
            skipCRDs: flag,
          },
        ),
        upgrade: strict(
          {},
          {
            ...applying,
            chartNameChangeStrategy: oneOf('InPlaceUpdate', 'Reinstall'),
            cleanupOnFail: flag,
            disableTakeOwnership: flag,
            force: flag,
            preserveValues: flag,
            remediation: strict(
              {},
              { ...remediation, strategy: oneOf('rollback', 'uninstall') },
            ),
            serverSideApply: oneOf('enabled', 'disabled', 'auto'),
          },
        ),
        rollback: strict(
          {},
          {
            ...hooksAndWaits,
            cleanupOnFail: flag,
            force: flag,
            recreate: flag,
            serverSideApply: oneOf('enabled', 'disabled', 'auto'),
          },
        ),
        uninstall: strict(
          {},
          {
            deletionPropagation: oneOf('background', 'foreground', 'orphan'),
            disableHooks: flag,
            disableWait: flag,
            keepHistory: flag,
            timeout: interval,
          },
        ),
        test: strict(
          {},
          {
            enable: flag,
            filters: z.array(strict({ name: text }, { exclude: flag })),
            ignoreFailures: flag,
            timeout: interval,
          },
        ),
        kubeConfig,
        maxHistory: whole,
        persistentClient: flag,
        postRenderStrategy: oneOf('nohooks', 'combined', 'separate'),
        postRenderers: z.array(
          strict({}, { kustomize: strict({}, { images, patches }) }),
        ),
        releaseName: text,
        serviceAccountName: text,
        storageNamespace: text,
        suspend: flag,
        targetNamespace: text,
        timeout: interval,
        values: z.record(text, anything),
        valuesFrom: z.array(
          strict(
            { kind: oneOf('Secret', 'ConfigMap'), name },
            {
              literal: flag,
              optional: flag,
              targetPath: text,
              valuesKey: text,
            },
          ),
        ),
        waitStrategy: strict({ name: oneOf('poller', 'legacy') }, {}),
      },
    ),
  },
  {},
);
