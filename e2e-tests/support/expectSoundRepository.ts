import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { expect } from '@playwright/test';
import { parseAllDocuments } from 'yaml';
// The judge of our manifests is not the product.
// eslint-disable-next-line no-restricted-imports
import { StrictSchemas } from '../../packages/cli/src/__testUtils__/StrictSchemas';
import { ConfigClone } from './ConfigClone';
import { Fleet } from './fleet';

const COMMAND_LINE = path.join(
  __dirname,
  '../../packages/cli/bin/velero-manager',
);

/**
 * Takes what is merged as everybody else does, by `git clone`, and has it judged
 * by others than us: `kubectl` builds each leaf, and where the CRDs of the
 * projects are at hand they know every field. Our own command line agrees.
 *
 * @param leaves - that must be among those which are built
 */
export async function expectSoundRepository(
  fleet: Fleet,
  leaves: string[],
): Promise<void> {
  const from = { url: fleet.cloneUrl(), branch: 'main' };
  await ConfigClone.use(from, clone => {
    expect(clone.leaves()).toEqual(expect.arrayContaining(leaves));
    for (const leaf of clone.leaves()) {
      expect(parseAllDocuments(clone.build(leaf)).length).toBeGreaterThan(0);
    }
    execFileSync(process.execPath, [COMMAND_LINE, 'validate', clone.folder]);
    const shared = process.env.VELERO_MANAGER_SHARED;
    if (!shared) return;
    const { errors, kinds } = StrictSchemas.read(shared).check(clone.files());
    expect(errors).toEqual([]);
    expect(kinds).toContain('velero.io/v1/Schedule');
  });
}
