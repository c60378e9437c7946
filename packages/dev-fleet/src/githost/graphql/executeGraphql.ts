import {
  DocumentNode,
  execute,
  ExecutionResult,
  getOperationAST,
  GraphQLError,
  GraphQLFieldResolver,
  OperationDefinitionNode,
  parse,
  validate,
} from 'graphql';
import { Actor } from '../accounts/Account';
import { HostContext } from '../HostContext';
import { HostError } from '../HostError';
import { RateLimitState } from '../rest/RateLimit';
import { githubSchema } from './githubSchema';
import { mutations } from './mutations';
import { queries } from './queries';

/** A GraphQL request as it is sent. @internal */
export interface GraphqlRequest {
  query: string;
  operationName?: string;
  variables: Record<string, unknown>;
}

/** A request whose text is understood. @internal */
export interface GraphqlOperation {
  document: DocumentNode;
  definition: OperationDefinitionNode;
  /** `query` or `mutation`. */
  type: string;
  /** Of the root, each once. */
  fields: string[];
}

/** @returns undefined where the text is no GraphQL or names no operation */
export function readOperation(
  request: GraphqlRequest,
): GraphqlOperation | undefined {
  try {
    const document = parse(request.query);
    const definition = getOperationAST(document, request.operationName);
    if (!definition) return undefined;
    const names = definition.selectionSet.selections.flatMap(selection =>
      selection.kind === 'Field' ? [selection.name.value] : [],
    );
    const fields = [...new Set(names)];
    return { document, definition, type: definition.operation, fields };
  } catch {
    return undefined;
  }
}

/**
 * Runs a request over GitHub's own schema. A field that the schema knows and
 * this host does not is an error that names it, never a silent null.
 *
 * @param onUnsupported - told of each such field
 * @internal
 */
export async function executeGraphql(options: {
  context: HostContext;
  actor: Actor;
  request: GraphqlRequest;
  operation: GraphqlOperation | undefined;
  rateLimit: RateLimitState;
  onUnsupported: (what: string) => void;
}): Promise<unknown> {
  const { context, actor, request, operation, rateLimit } = options;
  if (!operation) {
    const message = 'Expected a GraphQL document with one operation to run';
    return { errors: [{ message }] };
  }
  const schema = githubSchema();
  const invalid = validate(schema, operation.document);
  if (invalid.length > 0) return { errors: invalid.map(formatError) };
  const scope = { context, actor };
  const result = await execute({
    schema,
    document: operation.document,
    operationName: request.operationName,
    variableValues: request.variables,
    rootValue: { ...queries(scope, rateLimit), ...mutations(scope) },
    fieldResolver: resolverFor(options.onUnsupported),
    typeResolver: (value: { __typename: string }) => value.__typename,
  });
  for (const { originalError } of result.errors ?? []) {
    if (originalError && !(originalError instanceof HostError)) {
      context.report(originalError);
    }
  }
  return formatResult(result);
}

function resolverFor(
  onUnsupported: (what: string) => void,
): GraphQLFieldResolver<Record<string, unknown>, unknown> {
  const refuse = (what: string): never => {
    onUnsupported(what);
    throw HostError.unsupported(what);
  };
  return (...[source, args, , info]) => {
    const name = `${info.parentType.name}.${info.fieldName}`;
    if (!Object.hasOwn(source, info.fieldName)) {
      return refuse(`The field '${name}'`);
    }
    const value = source[info.fieldName];
    if (typeof value !== 'function') return value;
    const accepts: readonly string[] =
      'accepts' in value && Array.isArray(value.accepts) ? value.accepts : [];
    for (const { name: argument } of info.fieldNodes[0].arguments ?? []) {
      if (accepts.includes(argument.value)) continue;
      return refuse(`The argument '${argument.value}' of '${name}'`);
    }
    return value(args);
  };
}

function formatResult({ data, errors }: ExecutionResult) {
  return {
    data,
    ...(errors ? { errors: errors.map(formatError) } : {}),
  };
}

/** GitHub puts `type` beside the message, not under `extensions`. */
function formatError(error: GraphQLError) {
  const { message, path, locations, originalError } = error;
  const isExpected = originalError instanceof HostError;
  return {
    ...(isExpected ? { type: originalError.graphqlType } : {}),
    ...(path ? { path } : {}),
    locations,
    message: isExpected ? describe(originalError) : message,
  };
}

/** GraphQL has no list of problems: the first of them is the message. */
function describe({ message, errors }: HostError): string {
  const [problem] = errors ?? [];
  if (!problem) return message;
  if (typeof problem === 'string') return problem;
  return problem.message ?? `${problem.field ?? problem.resource} is invalid`;
}
