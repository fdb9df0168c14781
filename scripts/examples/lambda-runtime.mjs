// What Lambda's runtime for Node does: asks for events, calls the handler, says what came of it.
const [file, name] = process.env._HANDLER.split(".");
const { [name]: handler } = await import(new URL(`${file}.mjs`, import.meta.url).href);
const api = `http://${process.env.AWS_LAMBDA_RUNTIME_API}/2018-06-01/runtime/invocation`;
for (;;) {
  const next = await fetch(`${api}/next`);
  const awsRequestId = next.headers.get("lambda-runtime-aws-request-id");
  const deadline = Number(next.headers.get("lambda-runtime-deadline-ms"));
  process.env._X_AMZN_TRACE_ID = next.headers.get("lambda-runtime-trace-id");
  try {
    const context = { awsRequestId, getRemainingTimeInMillis: () => deadline - Date.now() };
    const result = await handler(await next.json(), context);
    await fetch(`${api}/${awsRequestId}/response`, { method: "POST", body: JSON.stringify(result) });
  } catch (error) {
    const body = JSON.stringify({ errorType: error.name, errorMessage: error.message });
    await fetch(`${api}/${awsRequestId}/error`, { method: "POST", body });
  }
}
