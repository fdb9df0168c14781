import { abortScenarios } from "./abort.js";
import { bedrockScenarios } from "./bedrock.js";
import { createContext, type Scenario, type SuiteSettings } from "./context.js";
import { corsScenarios } from "./cors.js";
import { dynamodbScenarios } from "./dynamodb.js";
import { s3Scenarios } from "./s3.js";
import { sqsScenarios } from "./sqs.js";
import { stackScenarios } from "./stacks.js";
import { streamScenarios } from "./streams.js";
import { stsScenarios } from "./sts.js";
import { transferScenarios } from "./transfers.js";

/** What became of one scenario. */
export interface ScenarioResult {
  readonly name: string;
  readonly milliseconds: number;
  /** Absent when it passed. */
  readonly error?: string;
  /** Why it was not run. */
  readonly lacks?: string;
}

export const scenarios: readonly Scenario[] = [
  ...s3Scenarios,
  ...streamScenarios,
  ...transferScenarios,
  ...dynamodbScenarios,
  ...sqsScenarios,
  ...stsScenarios,
  ...bedrockScenarios,
  ...abortScenarios,
  ...stackScenarios,
  ...corsScenarios,
];

/** Runs every scenario, one after the other. Nothing here but web standards: it runs wherever Inia does. */
export async function runSuite(settings: SuiteSettings): Promise<ScenarioResult[]> {
  const context = createContext(settings);
  const results: ScenarioResult[] = [];
  for (const { name, lacks: lacksOf, run } of scenarios) {
    const lacks = lacksOf?.(context);
    if (lacks !== undefined) {
      results.push({ name, milliseconds: 0, lacks });
      continue;
    }
    const started = Date.now();
    const error = await run(context).then(() => undefined, describe);
    const milliseconds = Date.now() - started;
    results.push(error === undefined ? { name, milliseconds } : { name, milliseconds, error });
  }
  return results;
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { name, message, cause } = error;
  return `${name}: ${message}${cause === undefined ? "" : ` (cause: ${describe(cause)})`}`;
}
