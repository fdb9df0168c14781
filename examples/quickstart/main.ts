import { randomBytes } from "node:crypto";
import { STS } from "@inia/client-sts";
import { getSession } from "@inia/core";
import { useObjects } from "./objects.js";
import { useQueues } from "./queues.js";
import { done, section } from "./report.js";
import { useTables } from "./tables.js";

// Region, credentials and endpoints come from where every AWS tool finds them: environment and profile.
const [profile] = process.argv.slice(2);
const session = getSession(profile === undefined ? {} : { profile });
const name = `inia-quickstart-${randomBytes(4).toString("hex")}`;

section("STS: who is calling");
const sts = session.createClient(STS);
const { Arn } = await sts.getCallerIdentity();
done("get the caller's identity", `${Arn} in ${sts.meta.regionName}`);

await useObjects(session, name);
await useTables(session, name);
await useQueues(session, name);
