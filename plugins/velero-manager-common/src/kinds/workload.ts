import { z } from 'zod';
import { readCommandLine } from './commandLine';
import {
  list,
  namespacedMetadata,
  object,
  section,
  strings,
  textMap,
  textOrEmpty,
} from './fields';

/**
 * A container of a pod template, reduced to what it runs.
 *
 * @internal
 */
export const containerSchema = object({
  name: textOrEmpty,
  image: textOrEmpty,
  command: strings,
  args: strings,
  env: list(object({ name: textOrEmpty, value: textOrEmpty })),
});

/**
 * `spec.template` of a Deployment or DaemonSet, reduced to what Velero's own say.
 *
 * @internal
 */
export const podTemplateSchema = section({
  metadata: section({ labels: textMap }),
  spec: section({
    containers: list(containerSchema),
    initContainers: list(object({ image: textOrEmpty })),
    nodeSelector: textMap,
    affinity: section({
      nodeAffinity: section({
        requiredDuringSchedulingIgnoredDuringExecution: section({
          nodeSelectorTerms: list(
            object({ matchExpressions: list(object({ key: textOrEmpty })) }),
          ),
        }),
      }),
    }),
  }),
});

type Container = z.output<typeof containerSchema>;
type PodTemplate = z.output<typeof podTemplateSchema>;

/**
 * The container that runs one of Velero's servers, such as
 * `velero node-agent server`. Where it does not name the program, because the
 * image does, the labels must say that it is Velero's: `deploy=velero` or
 * `component=velero` (velero pkg/install), `app.kubernetes.io/name=velero` (its
 * chart).
 *
 * @internal
 */
export function findVeleroContainer(
  metadata: z.output<typeof namespacedMetadata>,
  template: PodTemplate,
  commands: readonly string[],
): Container | null {
  const isLabelled =
    isVeleros(metadata.labels) || isVeleros(template.metadata.labels);
  const found = template.spec.containers.find(container => {
    const { program, words } = readCommandLine(container);
    return (
      (program === 'velero' || (program === null && isLabelled)) &&
      commands.includes(words.join(' '))
    );
  });
  return found ?? null;
}

function isVeleros(labels: Record<string, string>): boolean {
  return (
    labels.deploy === 'velero' ||
    labels.component === 'velero' ||
    labels['app.kubernetes.io/name'] === 'velero'
  );
}

/**
 * The tag of an image; a digest says no version.
 *
 * @internal
 */
export function imageTagOf(image: string): string | null {
  const [name] = image.split('@');
  return /:([\w][\w.-]*)$/.exec(name)?.[1] ?? null;
}
