// accounts [--role OrganizationAccountAccessRole] [--at-once 5]
import { parseArgs } from "node:util";
import { getSession } from "@inia/core";
import { report } from "./report.js";

const { values } = parseArgs({
  options: {
    role: { type: "string", default: "OrganizationAccountAccessRole" },
    "at-once": { type: "string", default: "5" },
  },
});
const counts = await report(getSession(), {
  role: values.role,
  atOnce: Number(values["at-once"]),
  refused(account, reason) {
    console.error(`${account}: ${reason}`);
    process.exitCode = 1;
  },
});
console.log("account,name,region,type,count");
for (const { account, name, region, type, count } of counts) {
  console.log([account, JSON.stringify(name), region, type, count].join(","));
}
