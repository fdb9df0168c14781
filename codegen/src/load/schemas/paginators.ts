import type { SchemaObject } from "ajv";
import { mapOf, name, nameOrNames, names, object, string } from "./grammar.js";

/** `paginators-1.json` */
export const paginatorsSchema: SchemaObject = object(
  {
    pagination: mapOf(
      object(
        { input_token: nameOrNames, output_token: nameOrNames, result_key: nameOrNames },
        { limit_key: name, more_results: name, non_aggregate_keys: names },
      ),
    ),
  },
  { version: string },
);
