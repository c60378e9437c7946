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
  text,
  texts,
  whole,
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
