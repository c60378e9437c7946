import { FactLists } from '@velero-manager/backstage-plugin-velero-manager-common';
import { Knex } from 'knex';
import {
  ListedFact,
  PLACED_HISTORIES,
  PLACED_KINDS,
  toFactLists,
  VOLUME_HISTORIES,
  VOLUME_KINDS,
} from './factLists';
import { Owner, ownerKey, readOwned } from './readOwned';

const ALL_KINDS = [
  ...PLACED_KINDS,
  ...PLACED_HISTORIES,
  ...VOLUME_KINDS,
  ...VOLUME_HISTORIES,
];

/**
 * For each list of namespaces the facts that belong to them and to their
 * clusters: of kinds that are history the newest. All lists are read together,
 * each fact once: three statements for 200 namespaces, and three more where
 * Longhorn keeps volumes of them.
 *
 * @internal
 */
export async function readPlaced(options: {
  knex: Knex;
  questions: { cluster: string; namespace: string }[][];
}): Promise<Map<string, FactLists>[]> {
  const { knex, questions } = options;
  const owners = questions.map(ownersOf);
  const placed = await readOwned({
    knex,
    owners: owners.flat(),
    kinds: PLACED_KINDS,
    histories: PLACED_HISTORIES,
  });
  const found = owners.map(own => placed.of(own.map(ownerKey)));
  const volumes = found.map(volumesIn);
  const owned = await readOwned({
    knex,
    owners: volumes.flat(),
    kinds: VOLUME_KINDS,
    histories: VOLUME_HISTORIES,
  });
  return questions.map((places, i) =>
    toFactLists([...found[i], ...owned.of(volumes[i].map(ownerKey))], {
      clusters: places.map(({ cluster }) => cluster),
      kinds: ALL_KINDS,
    }),
  );
}

function ownersOf(places: { cluster: string; namespace: string }[]): Owner[] {
  const clusters = new Set(places.map(({ cluster }) => cluster));
  return [
    ...[...clusters].map(cluster => ({ cluster, name: '' })),
    ...places.map(({ cluster, namespace: name }) => ({ cluster, name })),
  ];
}

/** The Longhorn volumes among facts: some kinds belong to these. */
function volumesIn(facts: ListedFact[]): Owner[] {
  const volumes = facts.filter(({ kind }) => kind === 'LonghornVolume');
  const clusters = [...new Set(volumes.map(({ cluster }) => cluster))];
  return [
    ...toFactLists(volumes, { clusters, kinds: ['LonghornVolume'] }),
  ].flatMap(([cluster, { LonghornVolume = [] }]) =>
    LonghornVolume.map(({ name }) => ({ cluster, name })),
  );
}
