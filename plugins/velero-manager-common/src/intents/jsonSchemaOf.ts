import { z } from 'zod/v3';
import { alertRulesSaveFields } from './alertRulesSaveIntent';
import { argocdApplicationSaveFields } from './argocdApplicationSaveIntent';
import { argocdApplicationSetSaveFields } from './argocdApplicationSetSaveIntent';
import { argocdProjectSaveFields } from './argocdProjectSaveIntent';
import { clusterOnboardFields } from './clusterOnboardIntent';
import { clusterRemoveFields } from './clusterRemoveIntent';
import { credentialSaveFields } from './credentialSaveIntent';
import { fluxKustomizationSaveFields } from './fluxKustomizationSaveIntent';
import { IntentKind } from './Intent';
import { longhornBackupSaveFields } from './longhornBackupSaveIntent';
import { postgresBackupSaveFields } from './postgresBackupSaveIntent';
import { scheduleDeleteFields } from './scheduleDeleteIntent';
import { schedulePauseFields } from './schedulePauseIntent';
import { scheduleSaveFields } from './scheduleSaveIntent';
import { snapshotLocationSaveFields } from './snapshotLocationSaveIntent';
import { storageLocationSaveFields } from './storageLocationSaveIntent';

/**
 * The part of JSON Schema that forms are made of.
 *
 * @public
 */
export interface JsonSchema {
  type: 'string' | 'number' | 'integer' | 'boolean' | 'array' | 'object';
  title?: string;
  description?: string;
  enum?: string[];
  pattern?: string;
  /** What a form says instead of the pattern (ajv-errors). */
  errorMessage?: { pattern: string };
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  items?: JsonSchema;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  additionalProperties?: boolean | JsonSchema;
  default?: unknown;
}

const FIELDS = {
  'schedule:save': scheduleSaveFields,
  'schedule:pause': schedulePauseFields,
  'schedule:delete': scheduleDeleteFields,
  'cluster:onboard': clusterOnboardFields,
  'cluster:remove': clusterRemoveFields,
  'argocd-project:save': argocdProjectSaveFields,
  'argocd-application:save': argocdApplicationSaveFields,
  'argocd-applicationset:save': argocdApplicationSetSaveFields,
  'flux-kustomization:save': fluxKustomizationSaveFields,
  'storage-location:save': storageLocationSaveFields,
  'credential:save': credentialSaveFields,
  'snapshot-location:save': snapshotLocationSaveFields,
  'alert-rules:save': alertRulesSaveFields,
  'longhorn-backup:save': longhornBackupSaveFields,
  'postgres-backup:save': postgresBackupSaveFields,
} as const;

/**
 * The JSON Schema of an intent, without its `kind`: what a form asks for.
 * Rules between fields, and cron, are checked by `parseIntent` alone.
 *
 * @public
 */
export function jsonSchemaOf(kind: IntentKind): JsonSchema {
  const schema = convert(FIELDS[kind]);
  const { kind: _, ...properties } = schema.properties ?? {};
  return {
    ...schema,
    properties,
    required: schema.required?.filter(name => name !== 'kind'),
  };
}

/** Our intents use a handful of zod's types; an unknown one is a mistake of ours. */
function convert(schema: z.ZodTypeAny): JsonSchema {
  const { description } = schema;
  const said = description === undefined ? {} : { description };
  if (schema instanceof z.ZodOptional)
    return { ...convert(schema.unwrap()), ...said };
  if (schema instanceof z.ZodDefault) {
    const fallback: unknown = schema._def.defaultValue();
    return { ...convert(schema.removeDefault()), ...said, default: fallback };
  }
  if (schema instanceof z.ZodEffects)
    return { ...convert(schema.innerType()), ...said };
  if (schema instanceof z.ZodString)
    return { ...convertString(schema), ...said };
  if (schema instanceof z.ZodNumber)
    return { ...convertNumber(schema), ...said };
  if (schema instanceof z.ZodBoolean) return { type: 'boolean', ...said };
  if (schema instanceof z.ZodEnum) {
    return { type: 'string', enum: [...schema.options], ...said };
  }
  if (schema instanceof z.ZodLiteral) {
    return { type: 'string', enum: [String(schema.value)], ...said };
  }
  if (schema instanceof z.ZodArray) return { ...convertArray(schema), ...said };
  if (schema instanceof z.ZodRecord) {
    return {
      type: 'object',
      additionalProperties: convert(schema.valueSchema),
      ...said,
    };
  }
  if (schema instanceof z.ZodObject)
    return { ...convertObject(schema), ...said };
  throw new TypeError(`No form field is known for ${schema.constructor.name}`);
}

function convertNumber(schema: z.ZodNumber): JsonSchema {
  const { minValue, maxValue } = schema;
  return {
    type: schema.isInt ? 'integer' : 'number',
    ...(minValue === null ? {} : { minimum: minValue }),
    ...(maxValue === null ? {} : { maximum: maxValue }),
  };
}

function convertString(schema: z.ZodString): JsonSchema {
  const found: JsonSchema = { type: 'string' };
  for (const check of schema._def.checks) {
    // JSON Schema has no flags, so a pattern that needs one stays with the parser.
    if (check.kind === 'regex' && check.regex.flags === '') {
      found.pattern = check.regex.source;
      if (check.message) found.errorMessage = { pattern: check.message };
    }
    if (check.kind === 'min') found.minLength = check.value;
    if (check.kind === 'max') found.maxLength = check.value;
  }
  return found;
}

function convertArray(schema: z.ZodArray<z.ZodTypeAny>): JsonSchema {
  const { minLength, maxLength } = schema._def;
  return {
    type: 'array',
    items: convert(schema.element),
    ...(minLength ? { minItems: minLength.value } : {}),
    ...(maxLength ? { maxItems: maxLength.value } : {}),
  };
}

function convertObject(schema: z.ZodObject<z.ZodRawShape>): JsonSchema {
  const entries = Object.entries(schema.shape);
  return {
    type: 'object',
    properties: Object.fromEntries(
      entries.map(([name, field]) => [
        name,
        { title: titleOf(name), ...convert(field) },
      ]),
    ),
    required: entries
      .filter(([, field]) => !field.isOptional())
      .map(([name]) => name),
    additionalProperties: false,
  };
}

/** `storageLocation` as people read it: `Storage location`. */
function titleOf(name: string): string {
  const words = name.replace(/[A-Z]/g, letter => ` ${letter.toLowerCase()}`);
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}
