// A process that resolves endpoints of S3 by one library's rules, for as long as it is told.
import { defaultEndpointResolver } from "@aws-sdk/client-s3/dist-es/endpoint/endpointResolver";
import { resolveEndpoint } from "@inia/client-s3/endpoint";
import { region } from "../settings.js";
import { answerWithTurns } from "../turns.js";

const [library] = process.argv.slice(2);
const resolve = library === "inia" ? resolveEndpoint : defaultEndpointResolver;
let bucket = 0;

// A hundred each time: asking for the time of day would cost as much as one.
answerWithTurns(() => {
  for (let end = bucket + 100; bucket < end; bucket += 1) {
    resolve({ Bucket: `my-bucket-${bucket}`, Region: region, UseFIPS: false, UseDualStack: false });
  }
});
