/** The German texts of form fields. @internal */
export const deFieldMessages = {
  'field.quoted': '„{{name}}“',
  'field.hint.info': 'Hinweis:',
  'field.hint.warning': 'Warnung:',
  'field.hint.error': 'Fehler:',
  'field.noList.hidden':
    'Sie dürfen keine {{what}} sehen, daher wird hier nichts vorgeschlagen. Bitten Sie die Betreiber des Portals um die Berechtigung {{permission}}, oder geben Sie ein, was Sie wissen.',
  'field.noList.failed':
    'Die {{what}} konnten nicht geladen werden, daher wird hier nichts vorgeschlagen: {{cause}}',
  'field.noList.clusters': 'Cluster',
  'field.noList.environments': 'Umgebungen',
  'field.noCluster.missing':
    'Das Portal kennt keinen Cluster „{{name}}“, oder Sie dürfen ihn nicht sehen: Hier wird nichts vorgeschlagen.',
  'field.noCluster.failed':
    'Was über den Cluster bekannt ist, konnte nicht geladen werden: {{cause}}',
  'field.noCluster.silent':
    'Der Cluster antwortet zurzeit nicht: Dies war zuvor bekannt.',
  'field.cluster.missing':
    'Das Portal beobachtet „{{name}}“ nicht, oder Sie dürfen ihn nicht sehen: Prüfen Sie die Schreibweise.',
  'field.cluster.environment':
    '„{{name}}“ gehört zur Umgebung {{of}}, nicht zu {{asked}}.',
  'field.cluster.noEnvironment': 'Ohne Umgebung',
  'field.cluster.notOnboarded':
    '„{{name}}“ ist noch nicht im Konfigurations-Repository: Nehmen Sie ihn zuerst dort auf.',
  'field.cluster.onboarded':
    '„{{name}}“ ist schon im Konfigurations-Repository: Er muss nicht mehr aufgenommen werden.',
  'field.cluster.state': '{{title}}: {{message}}',
  'field.clusters.add': 'Cluster hinzufügen',
  'field.clusters.all_one': 'Den anderen auswählen',
  'field.clusters.all_other': 'Alle {{count}} auswählen',
  'field.clusters.matching_one': 'Den einen auswählen, der zu „{{text}}“ passt',
  'field.clusters.matching_other':
    'Die {{count}} auswählen, die zu „{{text}}“ passen',
  'field.clusters.allOnboarded_one': 'Den einen aufgenommenen auswählen',
  'field.clusters.allOnboarded_other': 'Alle {{count}} aufgenommenen auswählen',
  'field.clusters.matchingOnboarded_one':
    'Den einen aufgenommenen auswählen, der zu „{{text}}“ passt',
  'field.clusters.matchingOnboarded_other':
    'Die {{count}} aufgenommenen auswählen, die zu „{{text}}“ passen',
  'field.clusters.none': 'Keinen auswählen',
  'field.clusters.onboarded': 'Aufgenommen',
  'field.clusters.others': 'Noch nicht aufgenommen',
  'field.clusters.noEnvironment':
    'Wählen Sie zuerst die Umgebung: Nur deren Cluster werden angeboten.',
  'field.clusters.itself':
    'Der Zeitplan ist ohnehin für „{{name}}“: Nehmen Sie ihn hier heraus.',
  'field.clusters.tooMany':
    '{{chosen}} Cluster sind ausgewählt; ein Pull Request fasst neben dem ersten höchstens {{most}}.',
  'field.clusters.chosen_one':
    '{{count}} weiterer Cluster erhält dasselbe in einem Pull Request.',
  'field.clusters.chosen_other':
    '{{count}} weitere Cluster erhalten dasselbe in einem Pull Request.',
  'field.clusters.missing':
    'Nicht unter den Clustern von {{environment}}, die das Portal beobachtet und Sie sehen dürfen: {{names}}.',
  'field.clusters.notOnboarded_one':
    '{{names}} ist noch nicht im Konfigurations-Repository: Nehmen Sie ihn zuerst dort auf, oder hier heraus.',
  'field.clusters.notOnboarded_other':
    '{{names}} sind noch nicht im Konfigurations-Repository: Nehmen Sie sie zuerst dort auf, oder hier heraus.',
  'field.clusters.silent':
    'In {{names}} lässt sich zurzeit nichts prüfen: Das Portal hat keinen Kontakt.',
  'field.clusters.state': '{{state}}: {{names}}.',
  'field.environment.approvals_one': '{{count}} Freigabe nötig',
  'field.environment.approvals_other': '{{count}} Freigaben nötig',
  'field.environment.noApproval': 'Keine Freigabe nötig',
  'field.environment.missing':
    'Kein Konfigurations-Repository hat eine Umgebung „{{name}}“.',
  'field.environment.restricted':
    'Die Umgebung {{name}} behält dies denen vor, die alle Cluster lesen dürfen: Eine Änderung, die es setzt, wird Ihnen verweigert.',
  'field.database.noNamespace':
    'Wählen Sie zuerst den Namespace: Nur dessen PostgreSQL-Cluster werden angeboten.',
  'field.database.none':
    'Das Portal kennt in diesem Cluster keinen PostgreSQL-Cluster von CloudNative-PG.',
  'field.database.noneIn':
    'Das Portal kennt im Namespace „{{name}}“ keinen PostgreSQL-Cluster von CloudNative-PG.',
  'field.database.missing':
    'Das Portal kennt keinen PostgreSQL-Cluster „{{name}}“ im Namespace „{{namespace}}“.',
  'field.database.state': '„{{name}}“: {{message}}',
  'field.schedule.isPaused': 'pausiert',
  'field.schedule.none': 'Der Cluster hat keinen Zeitplan.',
  'field.schedule.missing': 'Der Cluster hat keinen Zeitplan „{{name}}“.',
  'field.schedule.runs': '„{{name}}“ läuft nach {{cron}}: {{message}}',
  'field.schedule.paused':
    '„{{name}}“ ist pausiert; sein Cron-Text ist {{cron}}.',
  'field.namespaces.add': 'Namespace hinzufügen',
  'field.namespaces.all': 'Alle Namespaces',
  'field.namespaces.every': 'Jeder Namespace',
  'field.namespaces.uncovered': 'In keiner Sicherung',
  'field.namespaces.covered': 'In einer Sicherung',
  'field.namespaces.uncoveredOf_one':
    '{{count}} Namespace des Clusters ist in keiner Sicherung.',
  'field.namespaces.uncoveredOf_other':
    '{{count}} Namespaces des Clusters sind in keiner Sicherung.',
  'field.namespaces.missing': 'Der Cluster hat keinen Namespace {{names}}.',
  'field.namespaces.problem': '„{{name}}“ {{problem}}.',
  'field.location.isDefault': 'Standard',
  'field.location.missing': 'Der Cluster hat keinen Speicherort „{{name}}“.',
  'field.location.none': 'Der Cluster hat noch keinen Speicherort.',
  'field.location.noDefault':
    'Der Cluster hat keinen Standard-Speicherort: Wählen Sie einen.',
  'field.location.default':
    'Bleibt das Feld leer, gehen Sicherungen nach „{{name}}“.',
  'field.location.readOnly':
    '„{{name}}“ kann nur gelesen werden: Sicherungen dorthin schlagen fehl.',
  'field.location.state': '„{{name}}“: {{message}}',
  'field.retention.presets': 'Oft genutzt',
  'field.retention.days_one': '{{count}} Tag',
  'field.retention.days_other': '{{count}} Tage',
  'field.retention.hours_one': '{{count}} Stunde',
  'field.retention.hours_other': '{{count}} Stunden',
  'field.retention.kept_one':
    'Etwa {{count}} Sicherung wird gleichzeitig aufbewahrt.',
  'field.retention.kept_other':
    'Etwa {{count}} Sicherungen werden gleichzeitig aufbewahrt.',
  'field.retention.atLeast': '{{environment}} verlangt mindestens {{min}}.',
  'field.retention.atMost': '{{environment}} erlaubt höchstens {{max}}.',
  'field.retention.between': '{{environment}} erlaubt {{min}} bis {{max}}.',
  'field.retention.refused.min':
    'Zu kurz: {{environment}} verlangt mindestens {{min}} und lehnt die Änderung sonst ab.',
  'field.retention.refused.max':
    'Zu lang: {{environment}} erlaubt höchstens {{max}} und lehnt die Änderung sonst ab.',
  'field.retention.notAllowed': '{{span}}, von der Umgebung abgelehnt',
  'field.retention.gap':
    'Zwischen zwei Läufen vergehen bis zu {{gap}}, zeitweise gibt es daher keine Sicherung.',
  'field.cron.presets': 'Wie oft',
  'field.cron.preset.hourly': 'Stündlich',
  'field.cron.preset.daily': 'Täglich',
  'field.cron.preset.weekdays': 'Werktags',
  'field.cron.preset.weekly': 'Wöchentlich',
  'field.cron.preset.monthly': 'Monatlich',
  'field.cron.hours': 'Stunden ({{zone}})',
  'field.cron.busy':
    'Kleine Zahlen: wie viele Läufe anderer Zeitpläne des Clusters innerhalb von 7 Tagen in dieser Stunde beginnen.',
  'field.cron.hourBusy_one': '{{time}}, {{count}} Lauf anderer Zeitpläne',
  'field.cron.hourBusy_other': '{{time}}, {{count}} Läufe anderer Zeitpläne',
  'field.cron.minute': 'Minute',
  'field.cron.weekdays': 'Wochentage',
  'field.cron.days': 'Tage des Monats',
  'field.cron.text': 'Cron-Text',
  'field.cron.everyHour': 'Jede Stunde in Minute {{minute}} ({{zone}})',
  'field.cron.everyDay': 'Jeden Tag um {{times}} ({{zone}})',
  'field.cron.workingDays': 'Montag bis Freitag um {{times}} ({{zone}})',
  'field.cron.everyWeek': 'Jeden {{days}} um {{times}} ({{zone}})',
  'field.cron.everyMonth_one':
    'Am Tag {{days}} jedes Monats um {{times}} ({{zone}})',
  'field.cron.everyMonth_other':
    'An den Tagen {{days}} jedes Monats um {{times}} ({{zone}})',
  'field.cron.minuteOfEveryHour': 'Minute {{minute}} jeder Stunde',
  'field.cron.otherText':
    'Wie der Cron-Text sagt; die nächsten Läufe zeigen, wann.',
  'field.cron.never': 'Er läuft nie.',
  'field.cron.secondsFirst':
    'CloudNative-PG erhält ihn mit Sekunden davor: {{cron}}.',
  'field.cron.nextRuns': 'Die nächsten Läufe',
  'field.cron.refusedHere':
    'Velero {{version}} dieses Clusters lehnt ihn ab: {{reason}}',
  'field.cron.refusedLater': 'Velero lehnt ihn ab 1.19 ab: {{reason}}',
  'field.cron.refusedBefore': 'Velero vor 1.19 lehnt ihn ab: {{reason}}',
  'field.cron.differsLater':
    'Ab Velero 1.19 läuft er zu anderen Zeiten, zuerst am {{at}}.',
  'field.cron.differsBefore':
    'Vor Velero 1.19 läuft er zu anderen Zeiten, zuerst am {{at}}.',
  'field.cron.skipped':
    'Die Uhren von {{zone}} werden am {{at}} vorgestellt: Dieser Lauf fällt aus. Wählen Sie eine Stunde, die nicht übersprungen wird, oder UTC.',
  'field.cron.repeated':
    'Die Uhren von {{zone}} werden am {{at}} zurückgestellt: Dieser Lauf geschieht zweimal. Wählen Sie eine Stunde, die sich nicht wiederholt, oder UTC.',
  'field.cron.zone':
    'Er nennt die Zone {{zone}}: Seine Stunden in UTC ändern sich, wenn dort die Uhren umgestellt werden.',
  'field.cron.shortMonths':
    'Monate ohne Tag {{day}} haben keinen Lauf; wählen Sie einen Tag bis 28, damit es in jedem einen gibt.',
  'field.cron.meets_one':
    'Der Zeitplan {{names}} beginnt zeitweise innerhalb von zehn Minuten davon: Velero macht eine Sicherung nach der anderen, einer von beiden wartet also.',
  'field.cron.meets_other':
    'Die Zeitpläne {{names}} beginnen zeitweise innerhalb von zehn Minuten davon: Velero macht eine Sicherung nach der anderen, einige warten also.',
  'field.cron.othersUnknown':
    'Die anderen Zeitpläne des Clusters sind nicht bekannt, daher lässt sich nicht sagen, welche zur selben Zeit beginnen.',
  'field.cron.more_one': '{{names}} und {{count}} weiterer',
  'field.cron.more_other': '{{names}} und {{count}} weitere',
};
