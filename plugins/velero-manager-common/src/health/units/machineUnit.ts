import { coverOfObjects, coversResource, selectsLabels } from '../../coverage';
import { BackupFact, NamespaceFact, VirtualMachineFact } from '../../facts';
import { quoteName, quoteNames } from '../../words';
import { ClusterView } from '../ClusterView';
import { Finding } from '../Finding';
import { isUnderWay } from '../runPhase';
import { ScheduleView } from '../ScheduleView';
import { UnitContext, UnitCover, UnitSubject } from '../UnitContext';
import { scopeContext } from './objectsUnit';
import { VolumeSubject, volumeUnit } from './volumeUnit';

/** How the plug-in that restores machines is named in the server's init containers. */
const PLUGIN = /kubevirt/;
const MACHINES = {
  resource: 'virtualmachines',
  group: 'kubevirt.io',
  kind: 'VirtualMachine',
  shortNames: ['vm', 'vms'],
  isNamespaced: true,
};

/** A virtual machine as a protection unit, with its disks. @internal */
export interface MachineSubject extends UnitSubject {
  machine: VirtualMachineFact;
  disks: readonly VolumeSubject[];
}

/**
 * A virtual machine with its disks as one protection unit: a copy is good only
 * if one backup holds the machine and all of its disks, and a restore needs the
 * KubeVirt plug-in of Velero.
 *
 * @internal
 */
export function machineUnit(
  cluster: ClusterView,
  namespace: NamespaceFact,
  machine: VirtualMachineFact,
): MachineSubject {
  const claims = cluster
    .claimsIn(namespace.name)
    .filter(({ name }) => machine.claims.includes(name));
  const disks = claims.map(claim => volumeUnit(cluster, namespace, claim));
  const absent = machine.claims.filter(
    name => !claims.some(claim => claim.name === name),
  );
  const subject: MachineSubject = {
    machine,
    disks,
    place: `virtual machine ${quoteName(machine.name)} of namespace ${quoteName(
      namespace.name,
    )} in cluster ${quoteName(cluster.name)}`,
    namespace,
    since: new Date(machine.createdAt),
    coverBySchedule: schedule => coverMachine(subject, cluster, schedule),
    coverByPlan: plan => takesMachine(subject, { cluster, plan, labels: null }),
    extentIn: (run, planned) =>
      !isUnderWay(run) &&
      disks.some(disk => disk.extentIn(run, planned) === 'none')
        ? 'none'
        : planned,
    findNoCover: context => findNoDisks(subject, context),
    findBlind: context =>
      disks.map(disk => disk.findBlind(context)).find(Boolean) ?? null,
    findMore: context => [
      findMissingPlugin(subject, context),
      findAbsentDisks(subject, absent),
      ...disks.flatMap(disk => disk.findMore(context)),
    ],
  };
  return subject;
}

/**
 * Whether a schedule or a run takes the machine itself. Nothing pulls a machine
 * into a backup whose selector does not fit its labels.
 *
 * @param options.labels - of the namespace; a run says itself what it left out
 */
function takesMachine(
  { machine, namespace }: MachineSubject,
  options: {
    cluster: ClusterView;
    plan: Pick<BackupFact, 'namespace' | 'scope'>;
    labels: Record<string, string> | null;
  },
): UnitCover['extent'] {
  const { cluster, plan, labels } = options;
  const context = scopeContext(cluster, plan);
  const { cover } = coverOfObjects(
    plan.scope,
    { name: namespace.name, labels },
    context,
  );
  const isTaken =
    cover !== 'none' &&
    coversResource(plan.scope, MACHINES, context).covered &&
    selectsLabels(plan.scope, machine.labels).covered;
  return isTaken ? 'all' : 'none';
}

function coverMachine(
  subject: MachineSubject,
  cluster: ClusterView,
  schedule: ScheduleView,
): UnitCover {
  const { disks, namespace } = subject;
  const extent = takesMachine(subject, {
    cluster,
    plan: schedule.fact,
    labels: namespace.labels,
  });
  if (extent === 'none') {
    return { extent, message: 'The machine itself is not taken.' };
  }
  const without = disks.find(disk => disk.pathOf(schedule).path === 'none');
  return without
    ? { extent: 'none', message: without.pathOf(schedule).message }
    : { extent: 'all', message: 'The machine and its disks are taken.' };
}

/** Some schedule takes the machine, and none takes all of its disks. */
function findNoDisks(
  subject: MachineSubject,
  { cluster }: UnitContext,
): Finding | null {
  const { disks, namespace, place } = subject;
  const taking = cluster.schedules.find(
    schedule =>
      schedule.standing === 'enabled' &&
      takesMachine(subject, {
        cluster,
        plan: schedule.fact,
        labels: namespace.labels,
      }) !== 'none',
  );
  if (!taking) return null;
  const without = disks
    .filter(disk => disk.pathOf(taking).path === 'none')
    .map(({ claim }) => claim.name);
  return {
    state: 'DEGRADED',
    reason: 'vm_disk_missing',
    message: `Schedule ${quoteName(
      taking.fact.name,
    )} takes ${place} without the data of ${quoteNames(without)}.`,
  };
}

function findMissingPlugin(
  { place }: MachineSubject,
  { cluster, covering }: UnitContext,
): Finding | null {
  const installs = new Set(covering.map(({ fact }) => fact.namespace));
  const servers = [...installs].map(install => cluster.server(install));
  if (servers.some(server => server?.plugins.some(p => PLUGIN.test(p)))) {
    return null;
  }
  if (servers.includes(null)) {
    return {
      state: 'UNKNOWN',
      reason: 'vm_plugin_unknown',
      message: `Whether Velero has the KubeVirt plug-in that ${place} needs is not known.`,
    };
  }
  return {
    state: 'DEGRADED',
    reason: 'vm_plugin_missing',
    message: `Velero lacks the KubeVirt plug-in, so ${place} cannot be restored cleanly.`,
  };
}

function findAbsentDisks(
  { place }: MachineSubject,
  absent: readonly string[],
): Finding | null {
  if (!absent.length) return null;
  return {
    state: 'DEGRADED',
    reason: 'vm_disk_missing',
    message: `There is no claim ${quoteNames(absent)}, which ${place} uses.`,
  };
}
