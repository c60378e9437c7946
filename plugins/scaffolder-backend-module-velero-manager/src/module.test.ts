import { startTestBackend } from '@backstage/backend-test-utils';
import {
  scaffolderActionsExtensionPoint,
  type TemplateAction,
} from '@backstage/plugin-scaffolder-node';
import { intentKinds } from '@velero-manager/backstage-plugin-velero-manager-common';
import module from '.';

describe('scaffolderModuleVeleroManager', () => {
  it('adds an action for each intent, and two for any', async () => {
    const added: TemplateAction<any, any>[] = [];
    const backend = await startTestBackend({
      extensionPoints: [
        [
          scaffolderActionsExtensionPoint,
          { addActions: (...actions) => added.push(...actions) },
        ],
      ],
      features: [module],
    });
    await backend.stop();
    expect(added.map(({ id }) => id).sort()).toEqual(
      [
        ...intentKinds.map(kind => `velero-manager:${kind}`),
        'velero-manager:plan',
        'velero-manager:propose',
      ].sort(),
    );
    for (const action of added) {
      expect(action.supportsDryRun).toBe(true);
      expect(action.examples).not.toHaveLength(0);
      for (const schema of [action.schema?.input, action.schema?.output]) {
        expect(describedFields(schema)).toEqual([]);
      }
    }
  });
});

/** Names of fields that say nothing about themselves. */
function describedFields(schema: unknown): string[] {
  const { properties = {} } = schema as {
    properties?: Record<string, { description?: string }>;
  };
  expect(Object.keys(properties)).not.toHaveLength(0);
  return Object.entries(properties)
    .filter(([, { description }]) => !description)
    .map(([name]) => name);
}
