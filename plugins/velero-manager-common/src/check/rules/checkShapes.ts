import type { z } from 'zod';
import { quoteValue } from '../../words';
import { Manifest } from '../../snapshot/readManifests';
import { Finding, findingAt, findingIn, Remark } from '../Finding';
import {
  clusterScopedKinds,
  currentVersions,
  kindKey,
  ManifestKind,
  manifestSchemas,
} from '../kinds/manifestSchemas';
import type { Rule } from './Rule';

/**
 * Every file is YAML and every object has the fields that its API knows, and no
 * other: an unknown field is pruned by the server (trap T4).
 *
 * @internal
 */
export const checkShapes: Rule = repository => [
  ...repository.unreadable.map(({ path, line, message }) =>
    findingIn(path, line, {
      code: 'YAML_INVALID',
      severity: 'error',
      message: `The file ${message}.`,
    }),
  ),
  ...repository.manifests.flatMap(checkShape),
];

function checkShape(manifest: Manifest): Finding[] {
  const { identity } = manifest;
  if (!identity) {
    return [
      findingAt(manifest, [], {
        code: 'INVALID_FIELD',
        severity: 'error',
        message:
          'The document is no Kubernetes object: apiVersion or kind is missing.',
      }),
    ];
  }
  const key = kindKey(identity.apiVersion, identity.kind);
  if (!isKnown(key)) {
    return [
      findingAt(manifest, ['kind'], {
        code: 'KIND_NOT_CHECKED',
        severity: 'info',
        message: `Objects of the kind ${quoteValue(
          identity.kind,
        )} are not checked.`,
      }),
    ];
  }
  if (identity.apiVersion !== currentVersions[key]) {
    return [
      findingAt(manifest, ['apiVersion'], {
        code: 'API_VERSION',
        severity: 'error',
        message: `The API version ${quoteValue(identity.apiVersion)} of ${
          identity.kind
        } is not in use.`,
        fix: `Use ${currentVersions[key]}.`,
      }),
    ];
  }
  const read = manifestSchemas[key].safeParse(manifest.data);
  const issues = read.success ? [] : read.error.issues;
  return [
    ...issues.flatMap(issue => describe(manifest, issue)),
    ...checkNamespace(manifest, key),
  ];
}

function isKnown(key: string): key is ManifestKind {
  return Object.hasOwn(manifestSchemas, key);
}

function checkNamespace(manifest: Manifest, key: ManifestKind): Finding[] {
  if (clusterScopedKinds.has(key) || manifest.identity?.namespace) return [];
  return [
    findingAt(manifest, ['metadata'], {
      code: 'NAMESPACE_MISSING',
      severity: 'error',
      message: `The ${manifest.identity?.kind} names no namespace; where it ends up is an accident.`,
      fix: 'Write metadata.namespace.',
    }),
  ];
}

function describe(manifest: Manifest, issue: z.core.$ZodIssue): Finding[] {
  const field = issue.path.map(part =>
    typeof part === 'number' ? part : String(part),
  );
  const place = field.join('.');
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map(key =>
      findingAt(manifest, [...field, key], unknownField(place, key)),
    );
  }
  return [
    findingAt(manifest, field, {
      code: 'INVALID_FIELD',
      severity: 'error',
      message: `${place || 'The object'}: ${issue.message}.`,
    }),
  ];
}

function unknownField(place: string, key: string): Remark {
  if (place === 'spec.template' && key === 'spec') {
    return {
      code: 'TEMPLATE_SPEC',
      severity: 'error',
      message:
        "A Schedule has no 'spec.template.spec': the server drops it, and then backs up all namespaces to the default location.",
      fix: "Move its fields directly into 'spec.template'.",
    };
  }
  return {
    code: 'UNKNOWN_FIELD',
    severity: 'error',
    message: `The field ${quoteValue(key)} is not known in ${
      place || 'this object'
    }: the server would drop it.`,
  };
}
