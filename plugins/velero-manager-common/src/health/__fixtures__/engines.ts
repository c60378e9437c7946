import { BackupRepositoryFact } from '../../facts';

/** A repository for the volumes of namespace `shop` that Velero could open. */
export const repository = (
  changes: Partial<BackupRepositoryFact> = {},
): BackupRepositoryFact => ({
  namespace: 'velero',
  name: 'shop-default-kopia',
  uid: 'repository-shop',
  createdAt: '2026-01-01T00:00:00.000Z',
  volumeNamespace: 'shop',
  storageLocation: 'default',
  repositoryType: 'kopia',
  phase: 'Ready',
  message: null,
  lastMaintainedAt: '2026-11-20T11:00:00.000Z',
  lastMaintenance: 'Succeeded',
  ...changes,
});
