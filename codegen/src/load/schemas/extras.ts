import type { SchemaObject } from "ajv";
import { number, object } from "./grammar.js";

/** `*.sdk-extras.json`; what is merged is checked as part of the model. */
export const extrasSchema: SchemaObject = object({ merge: { type: "object" } }, { version: number });
