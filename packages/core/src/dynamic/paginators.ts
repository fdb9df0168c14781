import { interpret } from "../jmespath/interpret.js";
import { lowerJmesPath } from "../model/lower/jmespath.js";
import type { RawPaginator, RawPaginators } from "../model/raw-model.js";
import type { ServiceModel } from "../model/service-model.js";
import type { Select } from "../pagination/page-iterator.js";
import { type OptionalInputPaginated, type PaginatorDescriptor, paginator } from "../pagination/paginator.js";
import type { AnyOperation } from "../schema/operation.js";

/** Pages are records whose members only the model knows. */
type Page = Record<string, unknown>;

/** A paginator whose types only the model knows. */
export type DynamicPaginator = OptionalInputPaginated<string, object, Page, unknown, Record<string, unknown>>;

/** Makes the paginators of a model, by the names of their operations. */
export function paginatorsOf(
  { pagination }: RawPaginators,
  operations: ReadonlyMap<string, AnyOperation>,
  model: ServiceModel,
): Map<string, DynamicPaginator> {
  return new Map(
    Object.entries(pagination).map(([name, raw]) => {
      const { inputShape } = model.operationModel(name);
      const limit = raw.limit_key === undefined ? undefined : inputShape?.members[raw.limit_key];
      const descriptor: PaginatorDescriptor<string, object, Page> = {
        operation: operations.get(name)!,
        ...planOf(raw, `The paginator of ${name}`),
        ...(raw.limit_key !== undefined && { limitKey: raw.limit_key }),
        ...(limit?.typeName === "string" && { limitIsText: 1 }),
      };
      return [name, paginator(descriptor)];
    }),
  );
}

function planOf(raw: RawPaginator, where: string): Omit<PaginatorDescriptor<string, object, Page>, "operation"> {
  const select = (expression: string): Select<Page> => interpret(lowerJmesPath(expression, where)) as Select<Page>;
  const selectAll = (expressions: readonly string[]): Record<string, Select<Page>> =>
    Object.fromEntries(expressions.map((expression) => [expression, select(expression)]));
  const { input_token, output_token, more_results, result_key, non_aggregate_keys = [] } = raw;
  return {
    inputToken: input_token,
    outputToken: typeof output_token === "string" ? select(output_token) : output_token.map(select),
    ...(more_results !== undefined && { moreResults: select(more_results) }),
    resultKeys: selectAll([result_key].flat()),
    ...(non_aggregate_keys.length > 0 && { nonAggregate: selectAll(non_aggregate_keys) }),
  };
}
