import { maxBackoffSeconds, type Numbers } from "./numbers.js";

/** The numbers that `AWS_NEW_RETRIES_2026` asks for. */
export function numbersOf2026(service: string, random: () => number): Numbers {
  const isDynamo = service === "dynamodb" || service === "dynamodb-streams";
  const scale = isDynamo ? 0.025 : 0.05;
  return {
    maxAttempts: isDynamo ? 4 : 3,
    announcesMax: true,
    cost: (_, isThrottling) => (isThrottling ? 5 : 14),
    delay({ attempts, headers }, isThrottling) {
      const most = Math.min((isThrottling ? 1 : scale) * 2 ** (attempts - 1), maxBackoffSeconds);
      const delay = random() * most * 1000;
      const asked = headers?.["x-amz-retry-after"];
      // The service's word counts, but only within five seconds of ours.
      return asked !== undefined && /^\s*\+?\d+\s*$/.test(asked)
        ? Math.max(delay, Math.min(Number(asked), delay + 5000))
        : delay;
    },
    // Programs long-poll in a loop: without a wait they would spin.
    waitsWhenDry: ({ name }) => longPolls.has(`${service}.${name}`),
  };
}

// botocore retries/standard.py, _LONG_POLLING_OPERATIONS
const longPolls: ReadonlySet<string> = /*#__PURE__*/ new Set([
  "sfn.GetActivityTask",
  "sqs.ReceiveMessage",
  "swf.PollForActivityTask",
  "swf.PollForDecisionTask",
]);
