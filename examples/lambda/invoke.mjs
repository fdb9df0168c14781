// Calls the function with the events in a file, one after the other, in one environment, as Lambda's runtime does.
import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";

const [file] = process.argv.slice(2);
const { handler } = await import(new URL("dist/index.mjs", import.meta.url).href);
for (const event of JSON.parse(readFileSync(file, "utf8"))) {
  const deadline = Date.now() + 10_000;
  const context = { awsRequestId: randomUUID(), getRemainingTimeInMillis: () => deadline - Date.now() };
  try {
    console.log(JSON.stringify(await handler(event, context)));
  } catch (error) {
    console.log(JSON.stringify({ errorType: error.name, errorMessage: error.message }));
  }
}
