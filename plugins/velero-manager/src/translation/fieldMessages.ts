/** The texts of form fields. @internal */
export const fieldMessages = {
  hint: { info: 'Note:', warning: 'Warning:', error: 'Error:' },
  quoted: '“{{name}}”',
  noList: {
    hidden:
      'You may not see {{what}}, so nothing is suggested here. Ask the owners of the portal for the permission {{permission}}, or type what you know.',
    failed:
      'The {{what}} could not be loaded, so nothing is suggested here: {{cause}}',
    clusters: 'clusters',
    environments: 'environments',
  },
  noCluster: {
    missing:
      'The portal knows no cluster “{{name}}”, or you may not see it: nothing is suggested here.',
    failed: 'What is known of the cluster could not be loaded: {{cause}}',
    silent:
      'The cluster does not answer at present: this is what was known before.',
  },
  cluster: {
    missing:
      'The portal does not watch “{{name}}”, or you may not see it: check how it is written.',
    environment:
      '“{{name}}” is part of the environment {{of}}, not of {{asked}}.',
    noEnvironment: 'No environment',
    notOnboarded:
      '“{{name}}” is not in the config repository yet: onboard it first.',
    onboarded:
      '“{{name}}” is in the config repository already: it needs no onboarding.',
    state: '{{title}}: {{message}}',
  },
  clusters: {
    add: 'Add a cluster',
    all_one: 'Select the other one',
    all_other: 'Select all {{count}}',
    matching_one: 'Select the one that matches “{{text}}”',
    matching_other: 'Select the {{count}} that match “{{text}}”',
    allOnboarded_one: 'Select the one that is onboarded',
    allOnboarded_other: 'Select all {{count}} that are onboarded',
    matchingOnboarded_one: 'Select the onboarded one that matches “{{text}}”',
    matchingOnboarded_other:
      'Select the {{count}} onboarded that match “{{text}}”',
    none: 'Select none',
    onboarded: 'Onboarded',
    others: 'Not onboarded yet',
    noEnvironment:
      'Choose the environment first: only its clusters are offered.',
    itself: 'The schedule is for “{{name}}” anyway: take it out here.',
    tooMany:
      '{{chosen}} clusters are selected; one pull request takes at most {{most}} beside the first.',
    chosen_one: '{{count}} other cluster gets the same in one pull request.',
    chosen_other: '{{count}} other clusters get the same in one pull request.',
    missing:
      'Not among the clusters of {{environment}} that the portal watches and you may see: {{names}}.',
    notOnboarded_one:
      '{{names}} is not in the config repository yet: onboard it first, or take it out here.',
    notOnboarded_other:
      '{{names}} are not in the config repository yet: onboard them first, or take them out here.',
    silent:
      'Nothing can be checked in {{names}} at present: the portal has no contact.',
    state: '{{state}}: {{names}}.',
  },
  environment: {
    approvals_one: '{{count}} approval needed',
    approvals_other: '{{count}} approvals needed',
    noApproval: 'No approval needed',
    missing: 'No config repository has an environment “{{name}}”.',
    restricted:
      'The environment {{name}} keeps this to those who may read all clusters: a change that sets it will be refused to you.',
  },
  database: {
    noNamespace:
      'Choose the namespace first: only its PostgreSQL clusters are offered.',
    none: 'The portal knows no PostgreSQL cluster of CloudNative-PG in this cluster.',
    noneIn:
      'The portal knows no PostgreSQL cluster of CloudNative-PG in the namespace “{{name}}”.',
    missing:
      'The portal knows no PostgreSQL cluster “{{name}}” in the namespace “{{namespace}}”.',
    state: '“{{name}}”: {{message}}',
  },
  schedule: {
    isPaused: 'paused',
    none: 'The cluster has no schedule.',
    missing: 'The cluster has no schedule “{{name}}”.',
    runs: '“{{name}}” runs at {{cron}}: {{message}}',
    paused: '“{{name}}” is paused; its cron text is {{cron}}.',
  },
  namespaces: {
    add: 'Add a namespace',
    all: 'All namespaces',
    every: 'Every namespace',
    uncovered: 'In no backup',
    covered: 'In a backup',
    uncoveredOf_one: '{{count}} namespace of the cluster is in no backup.',
    uncoveredOf_other: '{{count}} namespaces of the cluster are in no backup.',
    missing: 'The cluster has no namespace {{names}}.',
    problem: '“{{name}}” {{problem}}.',
  },
  location: {
    isDefault: 'default',
    missing: 'The cluster has no storage location “{{name}}”.',
    none: 'The cluster has no storage location yet.',
    noDefault: 'The cluster has no default storage location: choose one.',
    default: 'Left empty, backups go to “{{name}}”.',
    readOnly: '“{{name}}” can only be read: backups to it fail.',
    state: '“{{name}}”: {{message}}',
  },
  retention: {
    presets: 'Often used',
    days_one: '{{count}} day',
    days_other: '{{count}} days',
    hours_one: '{{count}} hour',
    hours_other: '{{count}} hours',
    kept_one: 'About {{count}} backup is kept at a time.',
    kept_other: 'About {{count}} backups are kept at a time.',
    atLeast: '{{environment}} asks for at least {{min}}.',
    atMost: '{{environment}} allows at most {{max}}.',
    between: '{{environment}} allows {{min}} to {{max}}.',
    refused: {
      min: 'Too short: {{environment}} asks for at least {{min}}, and refuses the change otherwise.',
      max: 'Too long: {{environment}} allows at most {{max}}, and refuses the change otherwise.',
    },
    notAllowed: '{{span}}, refused by the environment',
    gap: 'Up to {{gap}} pass between two runs, so at times there is no backup.',
  },
  cron: {
    presets: 'How often',
    preset: {
      hourly: 'Hourly',
      daily: 'Daily',
      weekdays: 'Working days',
      weekly: 'Weekly',
      monthly: 'Monthly',
    },
    hours: 'Hours ({{zone}})',
    busy: 'Small numbers: how many runs of other schedules of the cluster start in that hour within 7 days.',
    hourBusy_one: '{{time}}, {{count}} run of other schedules',
    hourBusy_other: '{{time}}, {{count}} runs of other schedules',
    minute: 'Minute',
    weekdays: 'Days of the week',
    days: 'Days of the month',
    text: 'Cron text',
    everyHour: 'Every hour at minute {{minute}} ({{zone}})',
    everyDay: 'Every day at {{times}} ({{zone}})',
    workingDays: 'Monday to Friday at {{times}} ({{zone}})',
    everyWeek: 'Every {{days}} at {{times}} ({{zone}})',
    everyMonth_one: 'On day {{days}} of each month at {{times}} ({{zone}})',
    everyMonth_other: 'On days {{days}} of each month at {{times}} ({{zone}})',
    minuteOfEveryHour: 'minute {{minute}} of every hour',
    otherText: 'As the cron text says; the next runs show when.',
    never: 'It never runs.',
    secondsFirst: 'CloudNative-PG is handed it with seconds first: {{cron}}.',
    nextRuns: 'The next runs',
    refusedHere: 'Velero {{version}} of this cluster refuses it: {{reason}}',
    refusedLater: 'Velero refuses it from 1.19 on: {{reason}}',
    refusedBefore: 'Velero before 1.19 refuses it: {{reason}}',
    differsLater:
      'From Velero 1.19 on it runs at other times, first on {{at}}.',
    differsBefore:
      'Before Velero 1.19 it runs at other times, first on {{at}}.',
    skipped:
      'Clocks of {{zone}} go forward on {{at}}: that run is left out. Choose an hour that clocks do not skip, or UTC.',
    repeated:
      'Clocks of {{zone}} go back on {{at}}: that run is made twice. Choose an hour that clocks do not repeat, or UTC.',
    zone: 'It names the zone {{zone}}: its hours in UTC change when clocks change there.',
    shortMonths:
      'Months without day {{day}} have no run; choose a day up to 28 for one in each.',
    meets_one:
      'The schedule {{names}} starts within ten minutes of it at times: Velero makes one backup after the other, so one of them waits.',
    meets_other:
      'The schedules {{names}} start within ten minutes of it at times: Velero makes one backup after the other, so some of them wait.',
    othersUnknown:
      'The other schedules of the cluster are not known, so nobody can say which of them start at the same time.',
    more_one: '{{names}} and {{count}} more',
    more_other: '{{names}} and {{count}} more',
  },
} as const;
