import { ApiKind, PrinterColumn } from './ApiKind';
import { humanDuration } from './humanDuration';
import { valuesAt } from './jsonPath';
import { KubeObject } from './KubeObject';

/**
 * Draws objects as the Table that `kubectl get` asks for: the name, then the
 * kind's printer columns.
 *
 * @internal
 */
export function renderTable(
  objects: Array<Partial<KubeObject>>,
  options: {
    kind: Pick<ApiKind, 'printerColumns'>;
    now: Date;
    /** Metadata of the list (resourceVersion, continue). */
    listMeta?: Record<string, unknown>;
    includeObject?: string | null;
    /** Events after the first of a watch leave the columns out. */
    withColumns?: boolean;
  },
) {
  const { kind, now, listMeta = {}, withColumns = true } = options;
  return {
    kind: 'Table',
    apiVersion: 'meta.k8s.io/v1',
    metadata: listMeta,
    columnDefinitions: withColumns ? columnDefinitions(kind) : null,
    rows: objects.map(object => ({
      cells: [
        object.metadata?.name ?? '',
        ...kind.printerColumns.map(column => cellOf(object, column, now)),
      ],
      ...rowObject(object, options.includeObject ?? 'Metadata'),
    })),
  };
}

/**
 * Keeps an object's metadata only.
 *
 * @internal
 */
export function partialMetadata(object: { metadata?: object }) {
  return {
    kind: 'PartialObjectMetadata',
    apiVersion: 'meta.k8s.io/v1',
    metadata: object.metadata,
  };
}

function columnDefinitions(kind: Pick<ApiKind, 'printerColumns'>) {
  const name = {
    name: 'Name',
    type: 'string',
    format: 'name',
    description: 'Name must be unique within a namespace.',
    priority: 0,
  };
  return [
    name,
    ...kind.printerColumns.map(column => ({
      name: column.name,
      type: column.type,
      format: '',
      description: column.jsonPath,
      priority: column.priority ?? 0,
    })),
  ];
}

function rowObject(object: Partial<KubeObject>, include: string) {
  if (include === 'None') return {};
  return { object: include === 'Object' ? object : partialMetadata(object) };
}

function cellOf(
  object: Partial<KubeObject>,
  column: PrinterColumn,
  now: Date,
): unknown {
  const values = valuesAt(object, column.jsonPath);
  if (values.length === 0) return null;
  const [value] = values;
  if (column.type === 'date') {
    const time = Date.parse(String(value));
    return Number.isNaN(time)
      ? '<unknown>'
      : humanDuration(now.getTime() - time);
  }
  if (column.type === 'string') {
    return values
      .map(one => (typeof one === 'object' ? JSON.stringify(one) : String(one)))
      .join(',');
  }
  return value;
}
