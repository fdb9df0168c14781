import type { IncomingRequest } from "../server.js";
import { readAll } from "../service.js";
import { parseQuery, queryMap } from "../uri.js";

/** Parameters of a query-protocol request, and the body whose hash was signed. */
export interface FormRequest {
  readonly parameters: ReadonlyMap<string, string>;
  readonly body: Buffer;
}

/** Reads the parameters from a form body, or from the query of a GET. */
export async function readForm(request: IncomingRequest): Promise<FormRequest> {
  const body = await readAll(request.body);
  const parameters = request.method === "GET" ? request.query : queryMap(parseQuery(body.toString("latin1")));
  return { parameters, body };
}

/** The values of `<name>.1`, `<name>.2`, … (or `<name>.member.1`, …) up to the first gap. */
export function listParameter(parameters: ReadonlyMap<string, string>, name: string): string[] {
  const values: string[] = [];
  for (;;) {
    const index = values.length + 1;
    const value = parameters.get(`${name}.${index}`) ?? parameters.get(`${name}.member.${index}`);
    if (value === undefined) {
      return values;
    }
    values.push(value);
  }
}
