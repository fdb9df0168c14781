import { html } from "./html.js";
import { layout } from "./layout.js";
import { codeBlock } from "./reference/operation-page.js";

/** The first page. */
export function homePage(services: number, operations: number): string {
  const content = html`<h1>botocore for TypeScript</h1>
<p class="lead">A statically typed package for each of ${services.toLocaleString("en")} AWS services, on one small core. ${operations.toLocaleString("en")} operations, one import each.</p>
${codeBlock(`import { getObject, S3Client } from "@inia/client-s3";

const s3 = new S3Client({ region: "eu-west-1" });
const { Body } = await getObject(s3, { Bucket: "reports", Key: "2026.csv" });
for await (const line of Body.iterLines()) console.log(line);`)}
<ul>
<li><a href="guides/start.html">Start</a>: install a client and make a call.</li>
<li><a href="reference/index.html">Reference</a>: every service and operation, with what goes in, what comes out and what can fail.</li>
<li><a href="guides/coming-from-botocore.html">Coming from botocore</a> and <a href="guides/coming-from-aws-sdk-js.html">from aws-sdk v3</a>.</li>
</ul>`;
  return layout(
    {
      title: "Inia: botocore for TypeScript",
      description: "A statically typed package per AWS service, on one small core.",
      root: "",
      section: "none",
    },
    content,
  );
}
