/** Takes out of a result what differs from run to run: ids, times, ports. */
export function steady(value: unknown, name = ""): unknown {
  if (typeof value === "string") return steadyText(value, name);
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => steady(item, name));
  const members = Object.entries(value);
  if (members.length === 1 && members[0]![0] === "date") return "a date";
  return Object.fromEntries(members.map(([key, member]) => [key, steady(member, key)]));
}

function steadyText(text: string, name: string): string {
  if (changing.test(name)) return `a ${name}`;
  return text
    .replace(/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi, "a uuid")
    .replace(/127\.0\.0\.1:\d+/g, "a server")
    .replace(/\b(?:AKIA|ASIA|AROA)[A-Z0-9]{12,}\b/g, "an id");
}

/** Members that are new in each run. */
const changing =
  /^(?:requestId|extendedRequestId|cfId|VersionId|UploadId|MessageId|ReceiptHandle|NextToken|UserId|SenderId|SentTimestamp|EventId|SequenceNumber)$/;
