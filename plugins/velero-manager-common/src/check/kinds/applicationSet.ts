import { z } from 'zod';
import { applicationSpec } from './argocd';
import {
  anything,
  flag,
  labelSelector,
  name,
  namespaced,
  oneOf,
  strict,
  text,
  textMap,
  texts,
  whole,
} from './fields';

/** A folder or a file of a repository, and whether it is left out. */
const matched = z.array(strict({ path: text }, { exclude: flag }));
/** What a generator changes of the template. */
const override = anything;

/** Those of folders and of lists are read; others hold what their controllers know. */
const generator = strict(
  {},
  {
    git: strict(
      { repoURL: name, revision: text },
      {
        directories: matched,
        files: matched,
        pathParamPrefix: text,
        requeueAfterSeconds: whole,
        template: override,
        values: textMap,
      },
    ),
    list: strict(
      {},
      { elements: z.array(anything), elementsYaml: text, template: override },
    ),
    clusters: strict(
      {},
      {
        flatList: flag,
        selector: labelSelector,
        template: override,
        values: textMap,
      },
    ),
    clusterDecisionResource: anything,
    matrix: anything,
    merge: anything,
    plugin: anything,
    pullRequest: anything,
    scmProvider: anything,
    selector: labelSelector,
  },
);

/** An Argo CD ApplicationSet. @internal */
export const applicationSetSchema = strict(
  {
    apiVersion: z.literal('argoproj.io/v1alpha1'),
    kind: z.literal('ApplicationSet'),
    metadata: namespaced,
    spec: strict(
      {
        generators: z.array(generator),
        template: strict(
          {
            metadata: strict(
              {},
              {
                annotations: textMap,
                finalizers: texts,
                labels: textMap,
                name: text,
                namespace: text,
              },
            ),
            spec: applicationSpec,
          },
          {},
        ),
      },
      {
        applyNestedSelectors: flag,
        goTemplate: flag,
        goTemplateOptions: texts,
        ignoreApplicationDifferences: z.array(
          strict({}, { jqPathExpressions: texts, jsonPointers: texts, name }),
        ),
        preservedFields: strict({}, { annotations: texts, labels: texts }),
        strategy: anything,
        syncPolicy: strict(
          {},
          {
            applicationsSync: oneOf(
              'create-only',
              'create-update',
              'create-delete',
              'sync',
            ),
            preserveResourcesOnDeletion: flag,
          },
        ),
        templatePatch: text,
      },
    ),
  },
  {},
);
