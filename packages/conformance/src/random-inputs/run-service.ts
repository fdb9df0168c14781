import type { OperationModel, ServiceModel } from "@inia/core/model";
import fc from "fast-check";
import { clientConfig } from "../client-settings.js";
import { discoveryAnswer } from "../discovery.js";
import { Exchange } from "../exchange.js";
import { loadGeneratedService } from "../generated-service.js";
import { type ServiceRow } from "../service.js";
import { anyInput } from "./any-value.js";
import { checkRequest } from "./check-request.js";
import { constraintsOf } from "./constraints.js";
import { emptyAnswer } from "./empty-answer.js";

export interface RandomFailure {
  readonly operation: string;
  readonly input: unknown;
  readonly error: unknown;
}

/** Calls every operation of a service with inputs that a seed leads to, and judges what is sent. */
export async function runService(
  folder: string,
  { clientId }: ServiceRow,
  { runs, seed }: { readonly runs: number; readonly seed: number },
): Promise<{ calls: number; failures: RandomFailure[] }> {
  const [service, { serviceModel }] = await Promise.all([
    loadGeneratedService(folder),
    import(`@inia/client-${clientId}/model`) as Promise<{ serviceModel: ServiceModel }>,
  ]);
  const failures: RandomFailure[] = [];
  let calls = 0;
  let operation: OperationModel;
  const exchange = new Exchange(
    (request) => discoveryAnswer(request, { operation: operation.name, expected: {} }) ?? emptyAnswer(operation),
  );
  const client = service.open(clientConfig({}, { httpHandler: exchange }));
  const isXml = serviceModel.resolvedProtocol === "rest-xml";
  for (const [index, name] of serviceModel.operationNames.entries()) {
    operation = serviceModel.operationModel(name);
    const { inputShape } = operation;
    const input =
      inputShape === undefined
        ? fc.constant({})
        : anyInput(inputShape, { constraints: constraintsOf(folder, operation), isXml });
    const property = fc.asyncProperty(input, async (one) => {
      calls += 1;
      exchange.requests.length = 0;
      await service.call(client, name, one);
      if (exchange.requests.length === 0) throw new Error("Nothing was sent.");
      for (const request of exchange.requests) checkRequest(request, operation);
    });
    const { counterexample, errorInstance } = await fc.check(property, {
      numRuns: runs,
      // Each operation draws numbers of its own.
      seed: seed + index,
    });
    if (counterexample !== null) failures.push({ operation: name, input: counterexample[0], error: errorInstance });
  }
  return { calls, failures };
}
