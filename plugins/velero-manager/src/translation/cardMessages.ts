/** The texts of the card of a service. @internal */
export const cardMessages = {
  card: {
    title: 'Backup & sync',
    running: 'Backup running',
    lastGood: 'Last good backup',
    noLastGood: 'None yet',
    noWholeLastGood: 'None that has every part',
    notNeeded: 'Not needed',
    lastGoodBackup: 'Backup “{{backup}}” by {{engine}}',
    lastGoodLive:
      'Changes archived on top of base backup “{{backup}}” by {{engine}}',
    live: 'up to a few minutes ago',
    liveMeans:
      'Every change is archived as it is made, so all but the last few minutes comes back.',
    runs: 'Recent runs',
    noRuns: 'No run yet',
    nextRun: 'Next run',
    noNextRun: 'None planned',
    covered: 'Covered',
    verified: 'Restore proof',
    recoveryTime: 'Time to restore',
    contact: 'Clusters out of reach',
    changes: 'Open changes',
    fix: 'What to do',
    pullRequest: 'pull request',
  },
  success: {
    month: '{{good}} of {{ended}} runs good in 30 days',
    since: '{{good}} of {{ended}} runs good since {{since}}',
    week: '{{good}} of {{ended}} in 7 days',
    missed_one: '{{count}} missed',
    missed_other: '{{count}} missed',
  },
  stateMeans: {
    protection: {
      CRITICAL:
        'It could not be restored as well as it must be: there is no good backup, or the newest one is older than the objective allows.',
      UNPROTECTED:
        'Nothing makes backups of it. Old ones may be left; no new ones will come.',
      DEGRADED:
        'It could be restored, and something is wrong that will make it worse.',
      UNKNOWN:
        'It cannot be told. Do not rely on it before the cause is mended.',
      PAUSED:
        'Somebody paused what makes its backups. What is left is not too old yet.',
      PENDING: 'It is new, and its first backup is not due yet.',
      HEALTHY:
        'A good backup is as fresh as it must be, and nothing stands against the next one.',
      EXEMPT: 'The config repository says that it needs no backup.',
    },
    sync: {
      FAILED: 'The last attempt to apply Git failed.',
      DRIFTED: 'Git was applied, and the cluster is no longer like that.',
      BEHIND: 'Git has something newer, which should have been applied by now.',
      UNKNOWN:
        'Argo CD or Flux does not say, or says something that is too old.',
      SUSPENDED: 'Somebody stopped it, or a sync window is closed.',
      PROGRESSING: 'It is being applied right now.',
      SYNCED: 'What Git says is what runs.',
    },
  },
  explain: {
    button: 'What does this mean?',
    buttonOf: 'What does this mean? {{what}}',
    stateOf: '{{what}}: {{state}}',
    reason: 'Reason',
    toDo: 'What to do',
    dataPath: 'How its data gets into a backup',
  },
  insights: {
    title: 'Git and cluster seen together',
    more_one: 'and {{count}} more',
    more_other: 'and {{count}} more',
  },
  units: {
    title: 'What is protected ({{amount}})',
    showAll_one: 'Show all {{count}}',
    showAll_other: 'Show all {{count}}',
    showFewer: 'Show fewer',
  },
  unitTitle: {
    objects: 'Objects in “{{name}}”',
    volume: 'Volume “{{name}}”',
    postgresql: 'PostgreSQL “{{name}}”',
    'virtual-machine': 'Virtual machine “{{name}}”',
  },
  unitName: {
    objects: 'the objects in “{{name}}”',
    volume: 'volume “{{name}}”',
    postgresql: 'PostgreSQL “{{name}}”',
    'virtual-machine': 'virtual machine “{{name}}”',
  },
  unit: {
    namespace: 'namespace {{namespace}}',
    cluster: 'cluster {{cluster}}',
    running: 'backup running',
    lastGood: 'last good {{ago}}',
    lastGoodLive: 'last good up to a few minutes ago',
    noLastGood: 'no good backup',
    lastGoodUnknown: 'last good backup not known',
    toDo: 'To do: {{remedy}}',
  },
  dataPath: {
    'fs-backup': 'files copied by the node agent',
    'data-mover': 'snapshot, moved to the storage location',
    'csi-snapshot': 'CSI snapshot',
    'native-snapshot': 'snapshot by the storage provider',
    custom: 'left to another plug-in',
    none: 'no data path',
  },
  remedy: {
    add_schedule: 'Add schedule',
    add_schedule_in: 'Add schedule in “{{cluster}}”',
    resume_schedule: 'Resume schedule “{{schedule}}”',
    correct_schedule: 'Correct schedule “{{schedule}}”',
    onboard_cluster: 'Onboard cluster “{{cluster}}”',
    onboard: 'Onboard cluster',
    further: 'Change what is backed up',
    underWay:
      'Look at the open changes first: one of them may be on its way already.',
    missing:
      'To propose this takes the permission {{permission}}; ask the owners of the portal for it.',
  },
  coverage: {
    some: '{{protected}} of {{needed}}',
    atLeast: 'At least {{protected}} of {{needed}}',
    nothing: 'Nothing to protect was found',
    exempt: 'All of it is exempt',
    gap: '{{counts}}; {{gap}}',
    noDataPath: '{{unit}} has no data path',
    unitState: '{{unit}}: {{state}}',
    more_one: '{{first}} and {{count}} more',
    more_other: '{{first}} and {{count}} more',
    volumes: 'Volumes: {{protected}} of {{needed}}, {{size}} of {{sizeNeeded}}',
  },
  verified: {
    VERIFIED: 'Restored successfully {{ago}}',
    STALE: 'Last restored {{ago}}, too long ago',
    NEVER: 'Never restored',
    UNKNOWN: 'Cannot be told',
  },
  verifiedMeans: {
    VERIFIED:
      'A restore that ended without an error brought every part back, into whatever namespace. The part that was restored longest ago is the one that counts.',
    STALE:
      'Every part was restored once, but too long ago to say much of today. Restore it into another namespace to prove it again.',
    NEVER:
      'No restore has shown yet that every part comes back. Restore it into another namespace once to prove it.',
    UNKNOWN:
      'Restores could not be read, so it cannot be told whether one brought everything back.',
  },
  recoveryTime: {
    text: 'About {{span}}, {{confidence}}',
    none: 'Not known yet',
    noneMeans:
      'No successful restore is known in its clusters, so there is nothing to estimate by.',
    means:
      'An estimate for Velero, by the slow ones among the last restores in the cluster and by the data to copy back. It leaves out what comes after: the start of the application, names, a new cluster. {{samples}}',
  },
  confidence: {
    low: 'low confidence',
    medium: 'medium confidence',
    high: 'high confidence',
  },
  confidenceMeans: {
    low: 'It rests on one or two restores.',
    medium: 'It rests on three to nine restores.',
    high: 'It rests on ten restores.',
  },
  objective: {
    label: 'Age of the last good backup against the objective',
    text: '{{age}} of {{objective}} allowed',
    live: 'A few minutes of {{objective}} allowed',
    breached: '{{age}} old, {{objective}} allowed',
    noBackup: 'No good backup, {{objective}} allowed',
    unseen: '{{objective}} allowed, not seen at present',
    source: {
      entity: 'Objective set on this entity',
      environment: 'Objective of the environment',
      system: 'Objective of the system',
      derived: 'Objective derived from the schedule',
    },
  },
} as const;
