import { PersistentVolumeFact } from '../../facts';

interface NativeSnapshotter {
  /** In the image of the init container that brings the plug-in. */
  image: RegExp;
  /** Keys in `spec` of PersistentVolumes that it can snapshot. */
  types: readonly string[];
  /** CSI drivers whose volumes it can snapshot. */
  drivers: readonly string[];
}

/**
 * Plug-ins that take snapshots by the API of a provider, and what they recognise
 * (`GetVolumeID` of each).
 */
const SNAPSHOTTERS: readonly NativeSnapshotter[] = [
  {
    image: /velero-plugin-for-aws/,
    types: ['awsElasticBlockStore'],
    drivers: ['ebs.csi.aws.com'],
  },
  {
    image: /velero-plugin-for-gcp/,
    types: ['gcePersistentDisk'],
    drivers: ['pd.csi.storage.gke.io', 'gcp.csi.confidential.cloud'],
  },
  {
    image: /velero-plugin-for-microsoft-azure/,
    types: ['azureDisk'],
    drivers: ['disk.csi.azure.com'],
  },
  {
    image: /velero-plugin-for-vsphere/,
    types: [],
    drivers: ['csi.vsphere.vmware.com'],
  },
  {
    image: /velero-plugin-for-openstack/,
    types: ['cinder'],
    drivers: ['cinder.csi.openstack.org', 'manila.csi.openstack.org'],
  },
  {
    image: /portworx/,
    types: ['portworxVolume'],
    drivers: ['pxd.portworx.com'],
  },
];

/**
 * Whether a plug-in of the server can snapshot a volume without CSI; with
 * `plugins: null`, whether one exists that could.
 *
 * @internal
 */
export function hasNativeSnapshotter(
  { type, csi }: Pick<PersistentVolumeFact, 'type' | 'csi'>,
  plugins: readonly string[] | null,
): boolean {
  return SNAPSHOTTERS.some(
    ({ image, types, drivers }) =>
      (csi ? drivers.includes(csi.driver) : types.includes(type)) &&
      (!plugins || plugins.some(plugin => image.test(plugin))),
  );
}
